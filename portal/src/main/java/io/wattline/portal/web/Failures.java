package io.wattline.portal.web;

import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.CsmsProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Every failure becomes a page, or a notice in the page for htmx, with a sentence that says what to do. */
@ControllerAdvice
class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private final Pages pages;
    private final CsmsClient csms;

    Failures(Pages pages, CsmsClient csms) {
        this.pages = pages;
        this.csms = csms;
    }

    @ExceptionHandler
    Mono<Rendering> refusedByCsms(CsmsProblem problem, ServerWebExchange exchange) {
        if (problem.isUnreachable() && HttpMethod.GET.equals(exchange.getRequest().getMethod()))
            exchange.getResponse().getHeaders().set("Refresh", "5");
        return answer(exchange, Failure.of(problem));
    }

    @ExceptionHandler
    Mono<Rendering> refusedHere(ResponseStatusException refusal, ServerWebExchange exchange) {
        return answer(exchange, Failure.of(refusal.getStatusCode()));
    }

    @ExceptionHandler
    Mono<Rendering> unexpected(Exception error, ServerWebExchange exchange) {
        log.atError().addKeyValue("path", exchange.getRequest().getPath().value()).setCause(error).log("page failed");
        return answer(exchange, Failure.of(HttpStatus.INTERNAL_SERVER_ERROR));
    }

    private Mono<Rendering> answer(ServerWebExchange exchange, Failure failure) {
        if (Htmx.asks(exchange)) return Mono.just(Htmx.notice(exchange, failure.sentence()));
        if (failure.status().isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE))
            return pages.showAside(exchange, null, failure.status(), "failure", failure);
        return csms.me().map(me -> pages.showAside(exchange, me, failure.status(), "failure", failure))
                .onErrorResume(_ -> Mono.just(pages.showAside(exchange, null, failure.status(), "failure", failure)))
                .flatMap(page -> page);
    }

    record Failure(HttpStatusCode status, String icon, String title, String sentence, String advice) {
        static Failure of(CsmsProblem problem) {
            if (problem.isUnreachable())
                return new Failure(HttpStatus.SERVICE_UNAVAILABLE, "plug", "The central system is not reachable",
                        problem.sentence(), "This page tries again by itself every five seconds.");
            if (problem.status() >= 500)
                return new Failure(HttpStatus.BAD_GATEWAY, "alert", "The central system has a problem",
                        problem.sentence(), "Try again in a moment. If it stays, tell whoever runs Wattline for you.");
            return named(HttpStatusCode.valueOf(problem.status()), problem.sentence());
        }

        static Failure of(HttpStatusCode status) {
            if (status.is5xxServerError())
                return new Failure(status, "alert", "Something went wrong here",
                        "The portal could not build this page.", "Try again. If it stays, tell whoever runs Wattline for you.");
            return named(status, status.value() == 404 ? "There is no page at this address." : "The portal cannot answer this request.");
        }

        private static Failure named(HttpStatusCode status, String sentence) {
            return switch (status.value()) {
                case 403 ->
                    new Failure(status, "lock", "Not yours to see", sentence, "Ask the owner of the account to give you the permission.");
                case 404 ->
                    new Failure(status, "search", "Nothing here", sentence, "It may have been removed, or it belongs to another account.");
                default -> new Failure(status, "alert", "That did not work", sentence, "Go back, correct it and try again.");
            };
        }
    }
}
