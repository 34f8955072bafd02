package io.wattline.portal.sites;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.Choices;
import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.web.Links;
import io.wattline.portal.web.Pages;
import io.wattline.portal.web.Section;
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
class SitesController {
    private static final int ROWS = 100;
    private final CsmsClient csms;
    private final Choices choices;
    private final Pages pages;

    SitesController(CsmsClient csms, Choices choices, Pages pages) {
        this.csms = csms;
        this.choices = choices;
        this.pages = pages;
    }

    @GetMapping("/sites")
    Mono<Rendering> list(@RequestParam(required = false) @Nullable String cursor, ServerWebExchange exchange) {
        return pages.show(exchange, Section.SITES, "sites/list",
                me -> csms.sites(cursor, ROWS).map(sites -> SitesView.of(sites, me.may(Permission.MANAGE_CHARGING_STATIONS))));
    }

    @PostMapping("/sites")
    Mono<Rendering> add(@ModelAttribute SiteForm form) {
        return pages.allowed(Permission.MANAGE_CHARGING_STATIONS).then(Mono.defer(() -> csms.addSite(form.site())))
                .map(site -> Rendering.redirectTo(Links.site(site.id())).build());
    }

    @GetMapping("/sites/{id}")
    Mono<Rendering> page(@PathVariable String id, ServerWebExchange exchange) {
        return pages.show(exchange, Section.SITES, "sites/page", me -> Mono.zip(csms.site(id), choices.stations(), choices.users())
                .map(all -> SitesView.One.of(all.getT1(), all.getT2(), all.getT3(), me.may(Permission.MANAGE_CHARGING_STATIONS))));
    }

    @PostMapping("/sites/{id}")
    Mono<Rendering> change(@PathVariable String id, @ModelAttribute SiteForm form) {
        return pages.allowed(Permission.MANAGE_CHARGING_STATIONS).then(Mono.defer(() -> csms.changeSite(id, form.changes())))
                .thenReturn(Rendering.redirectTo(Links.site(id)).build());
    }

    @PostMapping("/sites/{id}/delete")
    Mono<Rendering> delete(@PathVariable String id) {
        return pages.allowed(Permission.MANAGE_CHARGING_STATIONS).then(Mono.defer(() -> csms.deleteSite(id)))
                .thenReturn(Rendering.redirectTo("/sites").build());
    }
}
