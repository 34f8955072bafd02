package io.wattline.portal;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Flux;

/** A visitor of the portal: keeps cookies, follows no redirect, knows the forgery token of the page he saw last. */
final class Browser {
    private static final Pattern FORGERY_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private final String base;
    private final WebTestClient web;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String forgeryToken = "";

    Browser(int port) {
        base = "http://localhost:" + port;
        web = WebTestClient.bindToServer().responseTimeout(Duration.ofSeconds(20)).build();
    }

    Browser signIn(String user) {
        get("/login");
        var answer = post("/login", Map.of("email", user + "@demo.example", "password", "wattline"));
        if (!answer.getStatus().is3xxRedirection()) throw new IllegalStateException("not signed in: " + answer.getStatus());
        return this;
    }

    EntityExchangeResult<String> get(String path) { return get(path, _ -> {}); }

    EntityExchangeResult<String> get(String path, Consumer<HttpHeaders> headers) {
        return keep(
                web.get().uri(address(path)).headers(headers).headers(this::addCookies).exchange().expectBody(String.class).returnResult());
    }

    EntityExchangeResult<String> post(String path, Map<String, String> form) {
        var fields = new LinkedMultiValueMap<String, String>();
        form.forEach(fields::add);
        fields.add("_csrf", forgeryToken);
        return keep(
                web.post().uri(address(path)).headers(this::addCookies).contentType(MediaType.APPLICATION_FORM_URLENCODED).bodyValue(fields)
                        .exchange().expectBody(String.class).returnResult());
    }

    /** As htmx posts: the token in a header, not in the form. */
    EntityExchangeResult<String> htmxPost(String path, Map<String, String> form) {
        var fields = new LinkedMultiValueMap<String, String>();
        form.forEach(fields::add);
        return keep(web.post().uri(address(path)).headers(this::addCookies).header("HX-Request", "true")
                .header("X-XSRF-TOKEN", forgeryToken)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED).bodyValue(fields).exchange().expectBody(String.class).returnResult());
    }

    /** The elements that a live page receives. */
    Flux<String> patches(String path) { return patches(path, _ -> {}); }

    Flux<String> patches(String path, Consumer<HttpHeaders> headers) {
        return stream(path, headers).filter(event -> "patch".equals(event.event())).mapNotNull(ServerSentEvent::data);
    }

    private Flux<ServerSentEvent<String>> stream(String path, Consumer<HttpHeaders> headers) {
        return web.get().uri(address(path)).headers(headers).headers(this::addCookies).accept(MediaType.TEXT_EVENT_STREAM).exchange()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {}).getResponseBody();
    }

    void forget(String cookie) { cookies.remove(cookie); }

    void forgetForgeryToken() { forgeryToken = ""; }

    void set(String cookie, String value) { cookies.put(cookie, value); }

    String cookie(String name) { return cookies.get(name); }

    /** Relative addresses are resolved by hand, since the test client would encode them once more. */
    private URI address(String path) {
        return URI.create(base + path);
    }

    private void addCookies(HttpHeaders headers) { cookies.forEach((name, value) -> headers.add(HttpHeaders.COOKIE, name + "=" + value)); }

    private EntityExchangeResult<String> keep(EntityExchangeResult<String> answer) {
        for (ResponseCookie cookie : answer.getResponseCookies().values().stream().flatMap(Collection::stream).toList()) {
            if (cookie.getMaxAge().isZero()) cookies.remove(cookie.getName());
            else
                cookies.put(cookie.getName(), cookie.getValue());
        }
        String body = answer.getResponseBody();
        var token = FORGERY_TOKEN.matcher(body == null ? "" : body);
        if (token.find()) forgeryToken = token.group(1);
        return answer;
    }
}
