package io.wattline.portal.users;

import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.web.Pages;
import io.wattline.portal.web.Section;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@Controller
class UsersController {
    private static final int ROWS = 100;
    private final CsmsClient csms;
    private final Pages pages;

    UsersController(CsmsClient csms, Pages pages) {
        this.csms = csms;
        this.pages = pages;
    }

    @GetMapping("/users")
    Mono<Rendering> list(@RequestParam(required = false) @Nullable String cursor, ServerWebExchange exchange) {
        return pages.show(exchange, Section.USERS, "users", _ -> csms.users(cursor, ROWS).map(UsersView::of));
    }
}
