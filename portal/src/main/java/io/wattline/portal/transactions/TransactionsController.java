package io.wattline.portal.transactions;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.Listing;
import io.wattline.portal.csms.MeterValue;
import io.wattline.portal.csms.Transaction;
import io.wattline.portal.live.Fragments;
import io.wattline.portal.live.LiveChanges;
import io.wattline.portal.live.LiveStream;
import io.wattline.portal.live.Patch;
import io.wattline.portal.transactions.TransactionsView.Query;
import io.wattline.portal.web.Links;
import io.wattline.portal.web.Pages;
import io.wattline.portal.web.Section;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Controller
class TransactionsController {
    private static final int ROWS = 50;
    private static final int READINGS_A_PAGE = 500;
    /** A day of readings every ten seconds; of a longer session the curve shows its beginning. */
    private static final int MOST_PAGES = 18;
    private final CsmsClient csms;
    private final Pages pages;
    private final LiveChanges changes;
    private final LiveStream stream;
    private final Fragments fragments;
    private final Clock clock;

    TransactionsController(CsmsClient csms, Pages pages, LiveChanges changes, LiveStream stream, Fragments fragments, Clock clock) {
        this.csms = csms;
        this.pages = pages;
        this.changes = changes;
        this.stream = stream;
        this.fragments = fragments;
        this.clock = clock;
    }

    @GetMapping("/transactions")
    Mono<Rendering> list(@ModelAttribute Query query, ServerWebExchange exchange) {
        return pages.show(exchange, Section.TRANSACTIONS, "transactions/list",
                me -> csms
                        .transactions(query.stationId(), query.idTag(), query.isActive(), query.fromInstant(me), query.toInstant(me),
                                query.cursor(), ROWS)
                        .map(found -> TransactionsView.of(query, found, clock.instant())));
    }

    @GetMapping("/transactions/{id}")
    Mono<Rendering> page(@PathVariable String id, ServerWebExchange exchange) {
        return pages.show(exchange, Section.TRANSACTIONS, "transactions/page", me -> view(id, me.may(Permission.OPERATE_STATIONS)));
    }

    @GetMapping(path = "/transactions/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    Flux<ServerSentEvent<String>> live(@PathVariable String id) {
        return stream.of(csms.transaction(id).flatMapMany(transaction -> LiveStream.paced(moves(transaction), () -> view(id, false)))
                .map(view -> Patch.of(fragments.render("transactions/page", "moving", "view", view))));
    }

    @PostMapping("/transactions/{id}/close")
    Mono<Rendering> close(@PathVariable String id) {
        return pages.allowed(Permission.OPERATE_STATIONS)
                .then(csms.closeTransaction(id, Map.of("reason", "Closed in the portal")))
                .thenReturn(Rendering.redirectTo(Links.transaction(id)).build());
    }

    private Flux<?> moves(Transaction transaction) {
        return changes.batches(null, List.of(transaction.stationId()))
                .filter(batch -> batch.stream()
                        .anyMatch(change -> change.evse() == transaction.evse() && change.connector() == transaction.connector()));
    }

    private Mono<TransactionView> view(String id, boolean mayClose) {
        return Mono.zip(csms.transaction(id), readings(id),
                (transaction, values) -> TransactionView.of(transaction, values, clock.instant(), mayClose));
    }

    private Mono<List<MeterValue>> readings(String id) {
        return csms.meterValues(id, null, READINGS_A_PAGE)
                .expand(page -> page.next() == null
                        ? Mono.<Listing<MeterValue>>empty()
                        : csms.meterValues(id, page.next(), READINGS_A_PAGE))
                .take(MOST_PAGES).flatMapIterable(Listing::items).collectList();
    }
}
