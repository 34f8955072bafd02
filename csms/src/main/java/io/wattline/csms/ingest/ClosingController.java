package io.wattline.csms.ingest;

import io.wattline.csms.audit.Audit;
import io.wattline.csms.audit.Note;
import io.wattline.csms.web.Needs;
import io.wattline.csms.deviation.ClockSkews;
import io.wattline.csms.transaction.Transactions;
import io.wattline.csms.transaction.Transactions.Located;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.charging.StopReason;
import io.wattline.model.event.TransactionEnded;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Ends transactions that their stations abandoned: the operator tells the fact that the station owes. */
@RestController
class ClosingController {
    record Closing(@NotBlank @Size(max = 200) String reason) {}

    private final Transactions transactions;
    private final EventPipeline pipeline;
    private final ClockSkews clocks;
    private final Audit audit;
    private final Clock clock;

    ClosingController(Transactions transactions, EventPipeline pipeline, ClockSkews clocks, Audit audit, Clock clock) {
        this.audit = audit;
        this.transactions = transactions;
        this.pipeline = pipeline;
        this.clocks = clocks;
        this.clock = clock;
    }

    @Needs(Permission.OPERATE_STATIONS)
    @PostMapping("/api/v1/transactions/{id}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> close(Caller caller, @PathVariable String id, @Valid @RequestBody Closing closing) {
        return transactions.require(caller, id).flatMap(known -> {
            if (!known.active()) return Mono.error(Problem.conflict("The transaction has ended already."));
            return pipeline
                    .record(new Report(caller.account(), known.connector().station(), clock.instant(),
                            List.of(end(known, closing, caller))))
                    .then(audit.note(caller.account(), new Note("transaction.close", "transaction", id, null, closing)));
        });
    }

    /** By the station's clock, as its beginning and readings are. */
    private TransactionEnded end(Located known, Closing closing, Caller caller) {
        var reason = new StopReason("Closed by " + caller.actor() + ": " + closing.reason());
        var now = clock.instant().plus(clocks.ahead(caller.account(), known.connector().station()));
        return new TransactionEnded(known.connector(), now, known.ref(), null, null, reason);
    }
}
