package io.wattline.mobile.csms;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why something was refused: an HTTP status, a stable code and a sentence. Its message, "code: sentence", is what an RSocket
 * phone reads; its body is what an HTTP phone reads. Source: RFC 9457.
 */
public final class Problem extends RuntimeException {
    private final HttpStatusCode status;
    private final transient ObjectNode body;

    private Problem(HttpStatusCode status, ObjectNode body) {
        super(body.path("code").asString() + ": " + body.path("detail").asString(), null, false, false);
        this.status = status;
        this.body = body;
    }

    public static Problem of(HttpStatusCode status, String code, String sentence) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return new Problem(status, JsonNodeFactory.instance.objectNode().put("type", "about:blank")
                .put("title", known == null ? "" : known.getReasonPhrase()).put("status", status.value()).put("detail", sentence)
                .put("code", code));
    }

    public static Problem badRequest(String sentence) { return of(HttpStatus.BAD_REQUEST, "bad_request", sentence); }

    public static Problem signInAgain() {
        return of(HttpStatus.UNAUTHORIZED, "unauthorized", "The access token is missing, wrong or has expired: sign in again.");
    }

    public static Problem internalError() {
        return of(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "Something went wrong here; it has been logged.");
    }

    public static Problem unavailable() {
        return of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "The platform cannot be reached at the moment: try again.");
    }

    /** What csms answered, as it is; a refusal without a problem document gets one. */
    static Problem answered(HttpStatusCode status, ObjectNode body) {
        if (body.path("code").isString()) return new Problem(status, body);
        if (status.value() == HttpStatus.UNAUTHORIZED.value()) return signInAgain();
        if (status.is5xxServerError()) return unavailable();
        return of(status, "refused", "The platform refused the request with status " + status.value() + ".");
    }

    public HttpStatusCode status() { return status; }

    public ObjectNode body() { return body; }
}
