package io.wattline.csms.transaction;

import io.wattline.model.account.Permission;
import io.wattline.csms.web.Needs;
import io.wattline.csms.transaction.TransactionEvents.EventItem;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/transactions")
class TransactionController {
    private final Transactions transactions;
    private final TransactionQueries queries;
    private final TransactionEvents events;

    TransactionController(Transactions transactions, TransactionQueries queries, TransactionEvents events) {
        this.transactions = transactions;
        this.queries = queries;
        this.events = events;
    }

    @Needs(value = Permission.READ_TRANSACTIONS, orOwn = true)
    @GetMapping
    Mono<Page<TransactionView>> list(Caller caller, @ModelAttribute TransactionFilter filter, @Valid @ModelAttribute PageQuery page) {
        return queries.list(caller.account(), Transactions.driver(caller), filter, page).collectList()
                .map(rows -> Page.of(rows, page, TransactionView::orderKey));
    }

    @Needs(value = Permission.READ_TRANSACTIONS, orOwn = true)
    @GetMapping("/{id}")
    Mono<TransactionView> one(Caller caller, @PathVariable String id) { return transactions.view(caller, id); }

    @Needs(value = Permission.READ_TRANSACTIONS, orOwn = true)
    @GetMapping("/{id}/events")
    Mono<Page<EventItem>> events(Caller caller, @PathVariable String id, @Valid @ModelAttribute PageQuery page) {
        return transactions.view(caller, id).flatMap(view -> events.list(caller.account(), view.id(), page).collectList())
                .map(rows -> Page.of(rows, page, item -> Long.toString(item.sequence())));
    }
}
