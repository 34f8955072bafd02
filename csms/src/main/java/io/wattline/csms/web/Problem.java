package io.wattline.csms.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A refusal a client can act on: an HTTP status, a stable code and a sentence for people; written as RFC 9457 problem in one place.
 * {@code members} are added to the problem as they are.
 */
public final class Problem extends RuntimeException {
    static final String RETRY_AFTER = "retryAfterSeconds";

    private final HttpStatus status;
    private final String code;
    private final Map<String, Object> members;

    public Problem(HttpStatus status, String code, String detail) { this(status, code, detail, Map.of()); }

    private Problem(HttpStatus status, String code, String detail, Map<String, Object> members) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.members = members;
    }

    public static Problem badRequest(String detail, Field... fields) {
        var problem = new Problem(HttpStatus.BAD_REQUEST, "bad_request", detail);
        return fields.length == 0 ? problem : problem.with("fields", List.of(fields));
    }

    public static Problem unauthorized(String detail) { return new Problem(HttpStatus.UNAUTHORIZED, "unauthorized", detail); }

    public static Problem forbidden(String detail) { return new Problem(HttpStatus.FORBIDDEN, "forbidden", detail); }

    /** {@code code} names what is unknown: {@code unknown_station}, {@code unknown_tag} … */
    public static Problem notFound(String code, String detail) {
        return new Problem(HttpStatus.NOT_FOUND, code, detail);
    }

    public static Problem conflict(String detail) { return new Problem(HttpStatus.CONFLICT, "conflict", detail); }

    /** Too much of it; the answer says after how many seconds it is worth coming back. */
    public static Problem rateLimited(String detail, long seconds) {
        return new Problem(HttpStatus.TOO_MANY_REQUESTS, "rate_limited", detail).with(RETRY_AFTER, seconds);
    }

    /** The same problem with one more member. */
    public Problem with(String member, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, code, getMessage(), more);
    }

    public HttpStatus status() { return status; }

    public String code() { return code; }

    public Map<String, Object> members() { return members; }

    /** A member of the request, by its path in JSON or its query name, and what is wrong with it. */
    public record Field(String field, String message) {}
}
