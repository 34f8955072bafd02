package io.wattline.csms.transaction;

import static io.wattline.csms.database.QueryParameter.nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What was told of a transaction, in the order it was stored. */
@Repository
class TransactionEvents {
    /** {@code at} is the station's time, {@code receivedAt} ours; {@code data} depends on the type. */
    record EventItem(long sequence, Instant at, Instant receivedAt, String type, @Nullable Integer evse, @Nullable Integer connector,
            @JsonRawValue @Schema(type = "object") String data) {}

    private final AccountDatabase database;

    TransactionEvents(AccountDatabase database) { this.database = database; }

    /** A message may name a transaction otherwise than we do. */
    Flux<EventItem> list(AccountId account, UUID transaction, PageQuery page) {
        return database.many(account, db -> db.sql("""
                SELECT o.sequence, o.at, o.received_at, o.type, o.evse, o.connector, o.data::text AS data
                FROM transaction t JOIN outbox o ON o.account_id = t.account_id AND o.station_id = t.station_id
                    AND o.received_at >= t.received_at - interval '1 minute' AND o.data ->> 'ocppTransactionId' IN (t.ocpp_transaction_id, t.told_as)
                WHERE t.account_id = :account AND t.transaction_id = :transaction AND (:after::bigint IS NULL OR o.sequence > :after)
                ORDER BY o.sequence LIMIT :rows""").bind("account", account.value()).bind("transaction", transaction)
                .bind("after", nullable(page.afterNumber(), Long.class)).bind("rows", page.rows())
                .map(row -> new EventItem(row.get("sequence", Long.class), row.get("at", Instant.class),
                        row.get("received_at", Instant.class), row.get("type", String.class), row.get("evse", Integer.class),
                        row.get("connector", Integer.class), row.get("data", String.class)))
                .all());
    }
}
