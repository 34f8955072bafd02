package io.wattline.portal.tags;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.Choices;
import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.Listing;
import io.wattline.portal.web.Links;
import io.wattline.portal.web.Pages;
import io.wattline.portal.web.Section;
import java.time.Clock;
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
class TagsController {
    private static final int ROWS = 100;
    private static final int UNKNOWN = 20;
    private static final Rendering BACK = Rendering.redirectTo("/tags").build();
    private final CsmsClient csms;
    private final Choices choices;
    private final Pages pages;
    private final Clock clock;

    TagsController(CsmsClient csms, Choices choices, Pages pages, Clock clock) {
        this.csms = csms;
        this.choices = choices;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/tags")
    Mono<Rendering> list(@RequestParam(required = false) @Nullable String cursor, ServerWebExchange exchange) {
        return pages.show(exchange, Section.TAGS, "tags/list",
                me -> csms.tags(cursor, ROWS).zipWith(csms.unknownTags(UNKNOWN).map(Listing::items),
                        (tags, unknown) -> TagsView.of(tags, unknown, clock.instant(), me.may(Permission.MANAGE_TAGS))));
    }

    @PostMapping("/tags")
    Mono<Rendering> add(@ModelAttribute TagForm form) {
        return pages.allowed(Permission.MANAGE_TAGS).then(Mono.defer(() -> csms.addTag(form.tag()))).thenReturn(BACK);
    }

    @GetMapping("/tags/{idTag}")
    Mono<Rendering> page(@PathVariable String idTag, ServerWebExchange exchange) {
        return pages.show(exchange, Section.TAGS, "tags/page",
                me -> Mono.zip(csms.tag(idTag), choices.stations(), choices.sites(), choices.users())
                        .map(all -> TagView.of(all.getT1(), all.getT2(), all.getT3(), all.getT4(), me.may(Permission.MANAGE_TAGS))));
    }

    @PostMapping("/tags/{idTag}")
    Mono<Rendering> block(@PathVariable String idTag, @ModelAttribute BlockForm form) {
        return pages.allowed(Permission.MANAGE_TAGS).then(csms.changeTag(idTag, Map.of("blocked", "true".equals(form.blocked()))))
                .thenReturn(BACK);
    }

    @PostMapping("/tags/{idTag}/details")
    Mono<Rendering> change(@PathVariable String idTag, @ModelAttribute TagForm form) {
        return pages.allowed(Permission.MANAGE_TAGS).then(Mono.defer(() -> csms.changeTag(idTag, form.changes())))
                .thenReturn(Rendering.redirectTo(Links.tag(idTag)).build());
    }

    record BlockForm(@Nullable String blocked) {}
}
