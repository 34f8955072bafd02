package io.wattline.portal.web;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.CsmsProblem;
import io.wattline.portal.csms.Me;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Puts a view into the layout: templates find it as {@code view} and the layout as {@code page}. */
@Component
public class Pages {
    private static final String HIDDEN_FIELD = "_csrf";
    private final CsmsClient csms;
    private final Assets assets;

    Pages(CsmsClient csms, Assets assets) {
        this.csms = csms;
        this.assets = assets;
    }

    /** A page of the menu; fails with a {@link CsmsProblem} for a user who may not open that section. */
    public Mono<Rendering> show(ServerWebExchange exchange, Section section, String template, Function<Me, Mono<?>> view) {
        return csms.me()
                .flatMap(me -> section.isOpenTo(me)
                        ? view.apply(me).flatMap(content -> render(exchange, me, section, template, content).map(Rendering.Builder::build))
                        : Mono.error(CsmsProblem.forbidden()));
    }

    /** A page outside the menu, with the user's menu around it where there is a user. */
    public Mono<Rendering> showAside(ServerWebExchange exchange, @Nullable Me me, HttpStatusCode status, String template, Object content) {
        return render(exchange, me, null, template, content).map(page -> page.status(status).build());
    }

    /** The signed-in user, if he has the permission; else it fails with a {@link CsmsProblem}. */
    public Mono<Me> allowed(Permission permission) {
        return csms.me().flatMap(me -> me.may(permission) ? Mono.just(me) : Mono.error(CsmsProblem.forbidden()));
    }

    private Mono<Rendering.Builder<?>> render(ServerWebExchange exchange, @Nullable Me me, @Nullable Section section, String template,
            Object content) {
        return csrf(exchange).map(csrf -> Rendering.view(template)
                .modelAttribute("page", Layout.of(Theme.of(exchange, me), csrf, assets, me, section))
                .modelAttribute("view", content));
    }

    private static Mono<String> csrf(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
        return token.doOnNext(found -> exchange.getAttributes().put(HIDDEN_FIELD, found)).map(CsrfToken::getToken).defaultIfEmpty("");
    }
}
