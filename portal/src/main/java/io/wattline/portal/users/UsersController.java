package io.wattline.portal.users;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.PeopleClient;
import io.wattline.portal.csms.PeopleClient.Link;
import io.wattline.portal.web.Pages;
import io.wattline.portal.web.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@Controller
class UsersController {
    private static final int ROWS = 100;
    private final CsmsClient csms;
    private final PeopleClient people;
    private final Pages pages;

    UsersController(CsmsClient csms, PeopleClient people, Pages pages) {
        this.csms = csms;
        this.people = people;
        this.pages = pages;
    }

    @GetMapping("/users")
    Mono<Rendering> list(@RequestParam(required = false) @Nullable String cursor, ServerWebExchange exchange) {
        return page(cursor, null, exchange);
    }

    /** Shows the link this once. */
    @PostMapping("/users/invitations")
    Mono<Rendering> invite(@ModelAttribute InvitationForm form, ServerWebExchange exchange) {
        return pages.allowed(Permission.MANAGE_USERS).then(Mono.defer(() -> people.invite(form.user())))
                .flatMap(link -> page(null, link, exchange));
    }

    @PostMapping("/users/{id}/password-link")
    Mono<Rendering> passwordLink(@PathVariable String id, ServerWebExchange exchange) {
        return pages.allowed(Permission.MANAGE_USERS).then(Mono.defer(() -> people.passwordLink(id)))
                .flatMap(link -> page(null, link, exchange));
    }

    private Mono<Rendering> page(@Nullable String cursor, @Nullable Link link, ServerWebExchange exchange) {
        return pages.show(exchange, Section.USERS, "users", me -> csms.users(cursor, ROWS).map(users -> UsersView.of(users, me, link)));
    }

    record InvitationForm(@Nullable String email, @Nullable String name, @Nullable List<String> permissions) {
        Map<String, Object> user() {
            var user = new HashMap<String, Object>();
            user.put("email", email == null ? "" : email.strip());
            user.put("name", name == null ? "" : name.strip());
            user.put("permissions", permissions == null ? List.of() : permissions);
            return user;
        }
    }
}
