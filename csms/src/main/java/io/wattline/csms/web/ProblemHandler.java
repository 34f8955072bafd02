package io.wattline.csms.web;

import io.wattline.csms.database.Fault;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place where failures become answers: RFC 9457 problem+json with a stable code, never a stack trace. */
@Component
@Order(-2)
class ProblemHandler implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private static final String DATABASE_AWAY = "database_unavailable";

    private final JsonMapper json;

    ProblemHandler(JsonMapper json) { this.json = json; }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) return Mono.error(failure);
        Problem problem = problemOf(failure);
        if (problem.status().is5xxServerError() && !(failure instanceof Problem)) report(exchange, failure);
        response.setStatusCode(problem.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.code().equals(DATABASE_AWAY)) response.getHeaders().set(HttpHeaders.RETRY_AFTER, "60");
        Object wait = problem.members().get(Problem.RETRY_AFTER);
        if (wait != null) response.getHeaders().set(HttpHeaders.RETRY_AFTER, wait.toString());
        if (problem.status() == HttpStatus.UNAUTHORIZED) response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        if (failure instanceof ErrorResponse standard)
            standard.getHeaders().forEach((name, values) -> response.getHeaders().addAll(name, values));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        byte[] body = json.writeValueAsBytes(bodyOf(problem, exchange));
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static Problem problemOf(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case ServerWebInputException input -> InputProblems.of(input);
            case ErrorResponse standard -> ofStatus(HttpStatus.valueOf(standard.getStatusCode().value()));
            case AccessDeniedException _ -> Problem.forbidden("This is not allowed.");
            case Throwable full when Fault.quotaOf(full) != null -> new Problem(HttpStatus.CONFLICT, "quota_exceeded",
                    Objects.requireNonNull(Fault.quotaOf(full)));
            case Throwable away when Fault.isAway(away) -> new Problem(HttpStatus.SERVICE_UNAVAILABLE, DATABASE_AWAY,
                    "The database does not answer at the moment; try again in a minute.");
            default -> ofStatus(HttpStatus.INTERNAL_SERVER_ERROR);
        };
    }

    private static Problem ofStatus(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> Problem.notFound("not_found", "There is nothing at this address.");
            case METHOD_NOT_ALLOWED -> new Problem(status, "method_not_allowed", "This address does not take this method.");
            case INTERNAL_SERVER_ERROR -> new Problem(status, "internal_error", "Something went wrong here; the log knows what.");
            case HttpStatus other -> new Problem(other, other.name().toLowerCase(Locale.ROOT), other.getReasonPhrase() + ".");
        };
    }

    private static Map<String, Object> bodyOf(Problem problem, ServerWebExchange exchange) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", problem.status().getReasonPhrase());
        body.put("status", problem.status().value());
        body.put("detail", problem.getMessage());
        body.put("code", problem.code());
        body.put("instance", exchange.getRequest().getPath().value());
        body.putAll(problem.members());
        return body;
    }

    private static void report(ServerWebExchange exchange, Throwable failure) {
        LOG.atError().addKeyValue("request", RequestLog.idOf(exchange)).addKeyValue("path", exchange.getRequest().getPath().value())
                .setCause(failure).log("request failed");
    }
}
