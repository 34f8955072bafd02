package io.wattline.portal.tags;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.CsmsProblem;
import io.wattline.portal.web.Pages;
import io.wattline.portal.web.Section;
import java.time.Clock;
import java.util.LinkedHashMap;
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
    private static final Rendering BACK = Rendering.redirectTo("/tags").build();
    private final CsmsClient csms;
    private final Pages pages;
    private final Clock clock;

    TagsController(CsmsClient csms, Pages pages, Clock clock) {
        this.csms = csms;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/tags")
    Mono<Rendering> list(@RequestParam(required = false) @Nullable String cursor, ServerWebExchange exchange) {
        return pages.show(exchange, Section.TAGS, "tags",
                me -> csms.tags(cursor, ROWS).map(tags -> TagsView.of(tags, clock.instant(), me.may(Permission.MANAGE_TAGS))));
    }

    @PostMapping("/tags")
    Mono<Rendering> add(@ModelAttribute TagForm form) {
        return pages.allowed(Permission.MANAGE_TAGS).then(Mono.defer(() -> csms.addTag(form.tag()))).thenReturn(BACK);
    }

    @PostMapping("/tags/{idTag}")
    Mono<Rendering> block(@PathVariable String idTag, @ModelAttribute BlockForm form) {
        return pages.allowed(Permission.MANAGE_TAGS).then(csms.changeTag(idTag, Map.of("blocked", "true".equals(form.blocked()))))
                .thenReturn(BACK);
    }

    record BlockForm(@Nullable String blocked) {}

    record TagForm(@Nullable String idTag, @Nullable String name, @Nullable String parentIdTag) {
        Map<String, Object> tag() {
            if (idTag == null || idTag.isBlank()) throw new CsmsProblem(400, "bad_request", "Give the number of the tag.", null);
            var tag = new LinkedHashMap<String, Object>();
            tag.put("idTag", idTag.strip());
            if (name != null && !name.isBlank()) tag.put("name", name.strip());
            if (parentIdTag != null && !parentIdTag.isBlank()) tag.put("parentIdTag", parentIdTag.strip());
            return tag;
        }
    }
}
