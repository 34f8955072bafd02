package io.wattline.csms.audit;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Csv;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who did what to what, newest first; to save as a table or as lines of JSON, page by page as fast as they are taken. */
@RestController
@Tag(name = "audit")
@RequestMapping("/api/v1/audit")
@Needs(Permission.READ_AUDIT)
class AuditController {
    private static final int AT_ONCE = 500;
    private static final String HEADER = "number,at,actorKind,actorId,actorName,address,requestId,action,targetKind,targetId,before,after,hash\r\n";

    private final AuditRows rows;

    AuditController(AuditRows rows) { this.rows = rows; }

    @GetMapping
    Mono<Page<AuditEntry>> list(Caller caller, @Valid AuditQuery query, @Valid PageQuery page) {
        return rows.list(caller.account(), query, page.afterNumber(), page.rows()).collectList()
                .map(found -> Page.of(found, page, entry -> Long.toString(entry.number())));
    }

    @GetMapping(produces = Csv.TYPE)
    ResponseEntity<Flux<String>> table(Caller caller, @Valid AuditQuery query) {
        return toSave("audit.csv").body(Flux.just(HEADER).concatWith(all(caller.account(), query).map(AuditController::line)));
    }

    @GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<Flux<AuditEntry>> lines(Caller caller, @Valid AuditQuery query) {
        return toSave("audit.ndjson").body(all(caller.account(), query));
    }

    /** Whether the chain is whole. */
    @GetMapping("/check")
    Mono<ChainCheck> check(Caller caller) { return rows.check(caller.account()); }

    private Flux<AuditEntry> all(AccountId account, AuditQuery query) {
        return page(account, query, null)
                .expand(found -> found.size() < AT_ONCE ? Mono.empty() : page(account, query, found.getLast().number()))
                .concatMapIterable(found -> found, 1);
    }

    private Mono<List<AuditEntry>> page(AccountId account, AuditQuery query, @Nullable Long before) {
        return rows.list(account, query, before, AT_ONCE).collectList();
    }

    private static ResponseEntity.BodyBuilder toSave(String name) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
    }

    private static String line(AuditEntry entry) {
        return Csv.line(entry.number(), entry.at(), entry.actorKind(), entry.actorId(), entry.actorName(), entry.address(),
                entry.requestId(), entry.action(), entry.targetKind(), entry.targetId(), entry.before(), entry.after(), entry.hash());
    }
}
