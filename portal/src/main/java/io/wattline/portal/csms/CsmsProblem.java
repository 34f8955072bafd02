package io.wattline.portal.csms;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What csms refused or why it could not be asked, with a sentence for the user; {@code taskId} names the command that failed, if one did. */
public sealed class CsmsProblem extends RuntimeException {
    private final int status;
    private final String code;
    private final @Nullable String taskId;
    private final @Nullable String confirm;

    public CsmsProblem(int status, String code, String sentence, @Nullable String taskId) { this(status, code, sentence, taskId, null); }

    private CsmsProblem(int status, String code, String sentence, @Nullable String taskId, @Nullable String confirm) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.taskId = taskId;
        this.confirm = confirm;
    }

    public static CsmsProblem unreachable() {
        return new CsmsProblem(503, "csms_unreachable", "The central system does not answer. Nothing is lost: stations keep charging.",
                null);
    }

    public static CsmsProblem forbidden() {
        return new CsmsProblem(403, "forbidden", "Your account owner has not given you access to this page.", null);
    }

    public static CsmsProblem notFound(String sentence) { return new CsmsProblem(404, "not_found", sentence, null); }

    static CsmsProblem of(int status, Body body) {
        String code = body.code() == null ? "http_" + status : body.code();
        if (status == 401) return new Unauthorized(code, body.sentence(status), body.ticket());
        return new CsmsProblem(status, code, body.sentence(status), body.taskId(), body.confirm());
    }

    public int status() { return status; }

    public String code() { return code; }

    public @Nullable String taskId() { return taskId; }

    /** What the user has to type before csms does it, if that is what is missing. */
    public @Nullable String confirm() { return confirm; }

    public String sentence() { return getMessage(); }

    public boolean isUnreachable() { return code.equals("csms_unreachable"); }

    /** The token, or the password, is not accepted; or it is, but a second factor is needed: then there is a ticket for the next step. */
    public static final class Unauthorized extends CsmsProblem {
        private final @Nullable String ticket;

        Unauthorized(String code, String sentence, @Nullable String ticket) {
            super(401, code, sentence, null);
            this.ticket = ticket;
        }

        public @Nullable String ticket() { return ticket; }
    }

    /** The members of an {@code application/problem+json} that a reader of a page can use. */
    record Body(@Nullable String title, @Nullable String detail, @Nullable String code, @Nullable String taskId,
            @Nullable String confirm, @Nullable List<Field> fields, @Nullable String ticket) {
        static final Body EMPTY = new Body(null, null, null, null, null, null, null);

        String sentence(int status) {
            String said = detail != null ? detail : title != null ? title : "The central system refused this (HTTP " + status + ").";
            if (fields == null || fields.isEmpty()) return said;
            return said + " " + fields.stream().map(field -> field.field() + ": " + field.message()).collect(Collectors.joining("; "))
                    + ".";
        }
    }

    record Field(String field, String message) {}
}
