package io.wattline.portal.login;

import io.wattline.portal.web.LocalPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/** Leads a user who is not signed in to the login page and back again, in the manner of whoever asked: browser, htmx or live stream. */
final class LoginRedirect {
    private LoginRedirect() {}

    /** Signs out and leads to the login page. */
    static Mono<Void> answer(ServerWebExchange exchange) {
        SignInCookies.dropAll(exchange);
        return lead(exchange, "/login?next=" + UriUtils.encode(target(exchange), StandardCharsets.UTF_8));
    }

    /** Asks the browser to come again without the refused access token, so that it is exchanged. */
    static Mono<Void> retry(ServerWebExchange exchange) {
        SignInCookies.dropAccess(exchange);
        return lead(exchange, target(exchange));
    }

    private static Mono<Void> lead(ServerWebExchange exchange, String address) {
        ServerHttpResponse response = exchange.getResponse();
        if (exchange.getRequest().getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM)) return reload(response);
        if (exchange.getRequest().getHeaders().containsHeader("HX-Request")) {
            response.getHeaders().set("HX-Redirect", address);
            return response.setComplete();
        }
        response.setStatusCode(HttpStatus.SEE_OTHER);
        response.getHeaders().setLocation(URI.create(address));
        return response.setComplete();
    }

    private static Mono<Void> reload(ServerHttpResponse response) {
        response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
        var event = "event: reload\ndata: sign in\n\n".getBytes(StandardCharsets.UTF_8);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(event)));
    }

    private static String target(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        String page = request.getHeaders().getFirst("HX-Current-URL");
        if (page != null) return LocalPath.of(page);
        return HttpMethod.GET.equals(request.getMethod()) ? LocalPath.of(request.getURI().toString()) : "/";
    }
}
