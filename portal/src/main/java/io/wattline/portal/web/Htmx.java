package io.wattline.portal.web;

import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

/** The headers by which htmx and the server understand each other. */
public final class Htmx {
    private Htmx() {}

    public static boolean asks(ServerWebExchange exchange) { return exchange.getRequest().getHeaders().containsHeader("HX-Request"); }

    /** Puts the sentence where the page shows notices, wherever the request wanted its answer. */
    public static Rendering notice(ServerWebExchange exchange, String sentence) {
        var headers = exchange.getResponse().getHeaders();
        headers.set("HX-Retarget", "#notices");
        headers.set("HX-Reswap", "innerHTML");
        return Rendering.view("parts/notice :: failure").modelAttribute("sentence", sentence).build();
    }
}
