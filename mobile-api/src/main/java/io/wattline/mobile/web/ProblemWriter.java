package io.wattline.mobile.web;

import io.wattline.mobile.csms.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The one place where a failure becomes an HTTP answer: {@code application/problem+json} with a code and a sentence. */
@Component
@Order(-2) // before the default error page
class ProblemWriter implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemWriter.class);

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) { this.json = json; }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) return Mono.error(failure);
        return write(exchange, problemOf(failure));
    }

    Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status().isSameCodeAs(HttpStatus.UNAUTHORIZED)) response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        ObjectNode body = problem.body().deepCopy().put("instance", exchange.getRequest().getPath().value());
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(body))));
    }

    private static Problem problemOf(Throwable failure) {
        if (failure instanceof Problem problem) return problem;
        if (failure instanceof ErrorResponse refusal)
            return Problem.of(refusal.getStatusCode(), code(refusal.getStatusCode()),
                    sentence(refusal.getStatusCode()));
        log.atError().setCause(failure).log("a request failed");
        return Problem.internalError();
    }

    private static String code(HttpStatusCode status) {
        if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) return "not_found";
        return status.is4xxClientError() ? "bad_request" : "internal_error";
    }

    private static String sentence(HttpStatusCode status) {
        if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) return "There is nothing at this address.";
        if (status.isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED)) return "This address does not take that method.";
        return status.is4xxClientError() ? "The request is not what this address expects." : "Something went wrong here.";
    }
}
