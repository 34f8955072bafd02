package io.wattline.csms.security;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.security.SecurityEventRows.SecurityEventQuery;
import io.wattline.csms.security.SecurityEventRows.SecurityEventView;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.Permission;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What stations noticed of their security, across the account, newest first. */
@RestController
@Tag(name = "security")
@RequestMapping("/api/v1/security-events")
class SecurityEventController {
    private final SecurityEventRows rows;

    SecurityEventController(SecurityEventRows rows) { this.rows = rows; }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping
    Mono<Page<SecurityEventView>> list(Caller caller, SecurityEventQuery query, @Valid PageQuery page) {
        return rows.list(caller.account(), query, page).collectList()
                .map(found -> Page.of(found, page, event -> Long.toString(event.sequence())));
    }
}
