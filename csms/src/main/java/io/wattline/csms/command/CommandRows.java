package io.wattline.csms.command;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What commands look up of the things they refer to. */
@Repository
class CommandRows {
    private final AccountDatabase database;

    CommandRows(AccountDatabase database) { this.database = database; }

    /** The tags assigned to the user, in the order that people see them. */
    Mono<List<IdToken>> tagsOf(AccountId account, UserId user) {
        return database.many(account, db -> db.sql("""
                SELECT id_tag FROM tag_user JOIN tag USING (account_id, tag_key)
                WHERE account_id = :account AND user_id = :user ORDER BY tag_key""")
                .bind("account", account.value()).bind("user", user.value()).map(row -> new IdToken(text(row, "id_tag"))).all())
                .collectList();
    }

    Mono<KnownTransaction> transaction(AccountId account, StationId station, UUID transaction) {
        return database.one(account,
                db -> known(
                        db.sql("""
                SELECT ocpp_transaction_id, id_tag FROM transaction
                WHERE account_id = :account AND station_id = :station AND transaction_id = :transaction""").bind("transaction",
                                transaction),
                        account, station));
    }

    Mono<KnownTransaction> transaction(AccountId account, StationId station, TransactionRef transaction) {
        return database.one(account, db -> known(db.sql("""
                SELECT ocpp_transaction_id, id_tag FROM transaction
                WHERE account_id = :account AND station_id = :station AND ocpp_transaction_id = :transaction""")
                .bind("transaction", transaction.value()), account, station));
    }

    private static Mono<KnownTransaction> known(GenericExecuteSpec query, AccountId account, StationId station) {
        return query.bind("account", account.value()).bind("station", station.value())
                .map(row -> new KnownTransaction(new TransactionRef(text(row, "ocpp_transaction_id")),
                        Optional.ofNullable(row.get("id_tag", String.class)).map(IdToken::new)))
                .one();
    }

    record KnownTransaction(TransactionRef ref, Optional<IdToken> idToken) {}

    /** What the station spoke when it was connected last; empty when it never was. */
    Mono<OcppVersion> lastVersion(AccountId account, StationId station) {
        return database.one(account, db -> db.sql("SELECT ocpp_version FROM station WHERE account_id = :account AND station_id = :station")
                .bind("account", account.value()).bind("station", station.value())
                .map(row -> Optional.ofNullable(row.get("ocpp_version", String.class))).one())
                .flatMap(number -> Mono.justOrEmpty(number.flatMap(CommandRows::version)));
    }

    private static Optional<OcppVersion> version(String number) {
        return Stream.of(OcppVersion.values()).filter(version -> version.number().equals(number)).findFirst();
    }

    /** The connectors of an EVSE, or of the whole station for EVSE 0. */
    Mono<List<ConnectorNews>> connectors(AccountId account, StationId station, int evse, @Nullable Integer connector) {
        return database.many(account, db -> db.sql("""
                SELECT evse, connector, status, reported_status, error_code FROM connector
                WHERE account_id = :account AND station_id = :station AND evse > 0 AND connector > 0 AND :evse IN (0, evse)
                    AND :connector IN (0, connector) ORDER BY evse, connector""")
                .bind("account", account.value()).bind("station", station.value()).bind("evse", evse)
                .bind("connector", evse == 0 || connector == null ? 0 : connector).map(CommandRows::news).all()).collectList();
    }

    private static ConnectorNews news(Readable row) {
        return new ConnectorNews(Objects.requireNonNull(row.get("evse", Integer.class)),
                Objects.requireNonNull(row.get("connector", Integer.class)),
                ConnectorStatus.ofWireName(text(row, "status")), text(row, "reported_status"), row.get("error_code", String.class));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
