package io.wattline.csms.transaction;

import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Transactions as other features ask for them. */
@Service
public class Transactions {
    private final TransactionQueries queries;

    Transactions(TransactionQueries queries) { this.queries = queries; }

    /** Where a transaction runs and what its station calls it. */
    public record Located(ConnectorRef connector, TransactionRef ref, boolean active, Instant startedAt) {}

    /** Fails with the problem {@code unknown_transaction} for one that the caller may not see. */
    public Mono<Located> require(Caller caller, String id) {
        return view(caller, id).map(view -> new Located(new ConnectorRef(new StationId(view.stationId()), view.evse(), view.connector()),
                new TransactionRef(view.ocppTransactionId()), view.state().equals("active"), view.startedAt()));
    }

    Mono<TransactionView> view(Caller caller, String id) {
        return Mono.fromSupplier(() -> UUID.fromString(id)).onErrorMap(IllegalArgumentException.class, _ -> unknown(id))
                .flatMap(uuid -> queries.one(caller.account(), driver(caller), uuid)).switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    /** With the permission {@code ReadTransactions} all of the account, else those charged with the caller's tags. */
    static @Nullable UserId driver(Caller caller) {
        return caller.may(Permission.READ_TRANSACTIONS) ? null : caller.user();
    }

    private static Problem unknown(String id) { return Problem.notFound("unknown_transaction", "There is no transaction " + id + "."); }
}
