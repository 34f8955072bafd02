package io.wattline.csms.profile;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.Compliance;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.ChargingProfileFact;
import io.wattline.model.event.ChargingProfileFact.CompositeScheduleTold;
import io.wattline.model.event.ChargingProfileFact.ProfileInstalled;
import io.wattline.model.event.ChargingProfileFact.ProfileReported;
import io.wattline.model.event.ChargingProfileFact.ProfilesCleared;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionFact;
import io.wattline.model.event.TransactionStarted;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what stations hold of charging profiles in step with their answers; a transaction's profiles go with it. */
@Component
@CrossTenant("a batch holds facts of all accounts; every row names its account")
public class ProfileFacts {
    private final SentProfiles sent;
    private final JsonMapper json;

    ProfileFacts(SentProfiles sent, JsonMapper json) {
        this.sent = sent;
        this.json = json;
    }

    /** Answers about profiles are rare, and each may undo the one before: they are applied one by one. */
    public Mono<Void> apply(DatabaseClient db, List<AccountEvent> facts) {
        return Flux.fromIterable(facts).filter(fact -> fact.event() instanceof ChargingProfileFact)
                .concatMap(fact -> change(db, fact.account(), (ChargingProfileFact) fact.event())).then(transactions(db, facts));
    }

    private Mono<Void> change(DatabaseClient db, AccountId account, ChargingProfileFact fact) {
        return switch (fact) {
            case ProfileInstalled installed -> replaced(db, account, installed).then(insert(db, account, installed));
            case ProfileReported reported -> insert(db, account, reported);
            case ProfilesCleared cleared -> clear(db, account, cleared);
            case CompositeScheduleTold told -> compose(db, account, told).then(verify(db, account, told));
        };
    }

    private static Mono<Void> replaced(DatabaseClient db, AccountId account, ProfileInstalled fact) {
        if (!fact.replaces()) return Mono.empty();
        ChargingProfile profile = fact.profile();
        return of(db.sql("""
                DELETE FROM station_charging_profile WHERE account_id = :account AND station_id = :station AND evse = :evse AND purpose = :purpose
                    AND stack_level = :level AND (:transaction::text IS NULL OR ocpp_transaction_id IS NOT DISTINCT FROM :transaction)"""),
                account, fact).bind("evse", fact.evse()).bind("purpose", profile.purpose().toString()).bind("level", profile.stackLevel())
                .bind("transaction", nullable(profile.transaction() == null ? null : profile.transaction().value(), String.class)).then();
    }

    private Mono<Void> insert(DatabaseClient db, AccountId account, ProfileInstalled fact) {
        ChargingProfile profile = fact.profile();
        SentProfiles.Sent how = sent.of(new SentProfiles.Key(account, fact.station(), profile.id()));
        return of(db.sql("""
                INSERT INTO station_charging_profile (account_id, station_id, profile_number, evse, purpose, stack_level, ocpp_transaction_id, content,
                    adjustments, installed_at)
                VALUES (:account, :station, :number, :evse, :purpose, :level, :transaction, :content::json, :adjustments, :at)
                ON CONFLICT (account_id, station_id, profile_number) DO UPDATE SET evse = excluded.evse, purpose = excluded.purpose,
                    stack_level = excluded.stack_level, ocpp_transaction_id = excluded.ocpp_transaction_id, content = excluded.content,
                    adjustments = excluded.adjustments, verified = NULL, installed_at = excluded.installed_at"""), account, fact)
                .bind("number", profile.id()).bind("evse", fact.evse()).bind("purpose", profile.purpose().toString())
                .bind("level", profile.stackLevel())
                .bind("transaction", nullable(profile.transaction() == null ? null : profile.transaction().value(), String.class))
                .bind("content", json.writeValueAsString(ProfileContent.of(profile)))
                .bind("adjustments", how.adjustmentsUntil(profile.purpose())).bind("at", fact.at()).then();
    }

    /** What we know of how it came there stays. */
    private Mono<Void> insert(DatabaseClient db, AccountId account, ProfileReported fact) {
        ChargingProfile profile = fact.profile();
        return of(db.sql("""
                INSERT INTO station_charging_profile (account_id, station_id, profile_number, evse, purpose, stack_level, ocpp_transaction_id, content,
                    installed_at)
                VALUES (:account, :station, :number, :evse, :purpose, :level, :transaction, :content::json, :at)
                ON CONFLICT (account_id, station_id, profile_number) DO UPDATE SET evse = excluded.evse, purpose = excluded.purpose,
                    stack_level = excluded.stack_level, ocpp_transaction_id = excluded.ocpp_transaction_id, content = excluded.content"""),
                account, fact).bind("number", profile.id()).bind("evse", fact.evse()).bind("purpose", profile.purpose().toString())
                .bind("level", profile.stackLevel())
                .bind("transaction", nullable(profile.transaction() == null ? null : profile.transaction().value(), String.class))
                .bind("content", json.writeValueAsString(ProfileContent.of(profile))).bind("at", fact.at()).then();
    }

    /** A number alone counts, whatever else was said beside it. */
    private static Mono<Void> clear(DatabaseClient db, AccountId account, ProfilesCleared fact) {
        boolean one = fact.id() != null;
        return of(db.sql("""
                DELETE FROM station_charging_profile WHERE account_id = :account AND station_id = :station
                    AND (:number::int IS NULL OR profile_number = :number) AND (:evse::int IS NULL OR evse = :evse)
                    AND (:purpose::text IS NULL OR purpose = :purpose) AND (:level::int IS NULL OR stack_level = :level)"""), account, fact)
                .bind("number", nullable(fact.id(), Integer.class)).bind("evse", nullable(one ? null : fact.evse(), Integer.class))
                .bind("purpose", nullable(one || fact.purpose() == null ? null : fact.purpose().toString(), String.class))
                .bind("level", nullable(one ? null : fact.stackLevel(), Integer.class)).then();
    }

    private Mono<Void> compose(DatabaseClient db, AccountId account, CompositeScheduleTold fact) {
        return of(db.sql("""
                INSERT INTO composite_schedule (account_id, station_id, evse, schedule, told_at) VALUES (:account, :station, :evse, :schedule::json, :at)
                ON CONFLICT (account_id, station_id, evse) DO UPDATE SET schedule = excluded.schedule, told_at = excluded.told_at"""),
                account, fact).bind("evse", fact.evse()).bind("schedule", json.writeValueAsString(ProfileContent.of(fact.schedule())))
                .bind("at", fact.at()).then();
    }

    /** Of the profiles that were to be verified in this place. */
    private Mono<Void> verify(DatabaseClient db, AccountId account, CompositeScheduleTold fact) {
        return of(db.sql("""
                SELECT profile_number, content::text AS content FROM station_charging_profile
                WHERE account_id = :account AND station_id = :station AND evse = :evse"""), account, fact).bind("evse", fact.evse())
                .map(row -> json.readValue(row.get("content", String.class), ProfileContent.class)).all()
                .filter(content -> sent.of(new SentProfiles.Key(account, fact.station(), content.profileId())).verify())
                .concatMap(content -> of(db.sql("""
                        UPDATE station_charging_profile SET verified = :verified
                        WHERE account_id = :account AND station_id = :station AND profile_number = :number"""), account, fact)
                        .bind("number", content.profileId())
                        .bind("verified",
                                nullable(Compliance.of(content.profile(content.profileId(), null), fact.schedule()), Boolean.class))
                        .then())
                .then();
    }

    /** A profile that came with a remote start gets its transaction, and goes when that ends. */
    private static Mono<Void> transactions(DatabaseClient db, List<AccountEvent> facts) {
        List<AccountEvent> steps = facts.stream()
                .filter(fact -> fact.event() instanceof TransactionStarted told && told.transaction() != null
                        || fact.event() instanceof TransactionEnded)
                .toList();
        if (steps.isEmpty()) return Mono.empty();
        String told = """
                FROM unnest(:account::text[], :station::text[], :transaction::text[], :ended::boolean[])
                    AS told(account_id, station_id, ocpp_transaction_id, ended)
                JOIN transaction t USING (account_id, station_id, ocpp_transaction_id)
                WHERE p.account_id = t.account_id AND p.station_id = t.station_id AND p.purpose = 'TxProfile' AND told.ended = :end
                """;
        return bound(db.sql("UPDATE station_charging_profile p SET ocpp_transaction_id = t.ocpp_transaction_id, evse = t.evse " + told
                + "AND p.ocpp_transaction_id IS NULL AND p.evse IN (0, t.evse)"), steps, false)
                .then(bound(db.sql("DELETE FROM station_charging_profile p " + told.replaceFirst("FROM", "USING") + """
                        AND (p.ocpp_transaction_id = t.ocpp_transaction_id OR p.ocpp_transaction_id IS NULL AND p.evse = t.evse)"""), steps,
                        true));
    }

    private static Mono<Void> bound(GenericExecuteSpec statement, List<AccountEvent> steps, boolean end) {
        return Rows.of(statement.bind("end", end), steps).column("account", step -> step.account().value())
                .column("station", step -> step.event().station().value())
                .column("transaction", step -> ((TransactionFact) step.event()).transaction().value())
                .column("ended", step -> step.event() instanceof TransactionEnded).bound().then();
    }

    private static GenericExecuteSpec of(GenericExecuteSpec statement, AccountId account, ChargingProfileFact fact) {
        return statement.bind("account", account.value()).bind("station", fact.station().value());
    }
}
