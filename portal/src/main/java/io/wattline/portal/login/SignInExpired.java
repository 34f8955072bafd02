package io.wattline.portal.login;

import io.wattline.portal.csms.CsmsProblem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** csms refused the access token: exchange it once, then ask for the password. Other problems are not for us. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class SignInExpired {
    @ExceptionHandler
    Mono<Void> refused(CsmsProblem.Unauthorized problem, ServerWebExchange exchange) {
        boolean canRefresh = SignInCookies.refresh(exchange) != null && !exchange.getAttributes().containsKey(SignInFilter.REFRESHED);
        return canRefresh ? LoginRedirect.retry(exchange) : LoginRedirect.answer(exchange);
    }
}
