package io.wattline.csms.locallist;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.LocalListEntry;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.LocalListFact;
import io.wattline.model.event.LocalListFact.LocalListSent;
import io.wattline.model.event.LocalListFact.LocalListVersionTold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps what stations have of local authorization lists in step with their answers, whoever sent the lists. */
@Component
@CrossTenant("a batch holds facts of all accounts; every row names its account")
public class LocalListFacts {
    LocalListFacts() {}

    /** Answers about lists are rare, and each builds on the one before: they are applied one by one. */
    public Mono<Void> apply(DatabaseClient db, List<AccountEvent> facts) {
        return Flux.fromIterable(facts).filter(fact -> fact.event() instanceof LocalListFact)
                .concatMap(fact -> change(db, fact.account(), (LocalListFact) fact.event())).then();
    }

    private static Mono<Void> change(DatabaseClient db, AccountId account, LocalListFact fact) {
        return switch (fact) {
            case LocalListVersionTold told -> of(
                    db.sql("""
                    INSERT INTO local_list (account_id, station_id, station_version, updated_at) VALUES (:account, :station, :version, :now)
                    ON CONFLICT (account_id, station_id) DO UPDATE SET station_version = excluded.station_version, updated_at = excluded.updated_at"""),
                    account, told).bind("version", told.version()).bind("now", told.at()).then();
            case LocalListSent sent when sent.status().equals("Accepted") -> accepted(db, account, sent).then(entries(db, account, sent));
            case LocalListSent sent -> of(
                    db.sql("""
                    UPDATE local_list SET accepted_version = NULL, updated_at = :now WHERE account_id = :account AND station_id = :station"""),
                    account, sent).bind("now", sent.at()).then();
        };
    }

    /** A change of a list that we do not know gives another one that we do not know. */
    private static Mono<Void> accepted(DatabaseClient db, AccountId account, LocalListSent sent) {
        return of(db.sql("""
                INSERT INTO local_list AS old (account_id, station_id, station_version, accepted_version, updated_at)
                VALUES (:account, :station, :version, CASE WHEN :full THEN :version END, :now)
                ON CONFLICT (account_id, station_id) DO UPDATE SET station_version = :version, updated_at = :now,
                    accepted_version = CASE WHEN :full OR old.accepted_version IS NOT NULL THEN :version::int END"""), account, sent)
                .bind("version", sent.version()).bind("full", sent.full()).bind("now", sent.at()).then();
    }

    private static Mono<Void> entries(DatabaseClient db, AccountId account, LocalListSent sent) {
        Map<String, LocalListEntry> last = new LinkedHashMap<>();
        sent.entries().forEach(entry -> last.put(entry.token().key(), entry));
        List<LocalListEntry> gone = last.values().stream().filter(entry -> entry.status() == null).toList();
        List<LocalListEntry> there = last.values().stream().filter(entry -> entry.status() != null).toList();
        return of(db.sql("""
                DELETE FROM local_list_entry WHERE account_id = :account AND station_id = :station AND (:full OR tag_key = ANY (:gone))"""),
                account, sent).bind("full", sent.full()).bind("gone", gone.stream().map(each -> each.token().key()).toArray(String[]::new))
                .then()
                .then(there.isEmpty() ? Mono.empty() : insert(db, account, sent, there));
    }

    private static Mono<Void> insert(DatabaseClient db, AccountId account, LocalListSent sent, List<LocalListEntry> entries) {
        return Rows
                .of(of(db.sql("""
                INSERT INTO local_list_entry (account_id, station_id, tag_key, id_tag, status, expires_at, parent_id_tag, type)
                SELECT :account, :station, tag_key, id_tag, status, expires_at, parent_id_tag, type
                FROM unnest(:tag::text[], :idTag::text[], :status::text[], :expiresAt::timestamptz[], :parent::text[], :type::text[])
                    AS e(tag_key, id_tag, status, expires_at, parent_id_tag, type)
                ON CONFLICT (account_id, station_id, tag_key) DO UPDATE SET id_tag = excluded.id_tag, status = excluded.status,
                    expires_at = excluded.expires_at, parent_id_tag = excluded.parent_id_tag, type = excluded.type"""), account, sent),
                        entries)
                .column("tag", entry -> entry.token().key()).column("type", entry -> entry.token().type())
                .column("idTag", entry -> entry.token().value())
                .column("status", entry -> entry.status().name())
                .column("expiresAt", LocalListEntry::expiresAt)
                .column("parent", entry -> entry.parent() == null ? null : entry.parent().value()).bound().then();
    }

    private static GenericExecuteSpec of(GenericExecuteSpec statement, AccountId account, LocalListFact fact) {
        return statement.bind("account", account.value()).bind("station", fact.station().value());
    }
}
