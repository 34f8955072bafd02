package io.wattline.csms.profile;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The stored charging profiles of accounts. */
@Repository
class ProfileRows {
    /** Numbers from here on are for profiles that are given with a command only. */
    static final int FIRST_FREE_NUMBER = 1_000_000_000;

    private final AccountDatabase database;
    private final JsonMapper json;
    private final Clock clock;

    ProfileRows(AccountDatabase database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** With the next number of the account. */
    Mono<ProfileView> create(AccountId account, ProfileContent content) {
        return database.one(account, db -> oneAtATime(account, db).then(Mono.defer(() -> db.sql("""
                INSERT INTO charging_profile (account_id, profile_number, name, content, created_at, updated_at)
                VALUES (:account, (SELECT COALESCE(max(profile_number), 0) + 1 FROM charging_profile WHERE account_id = :account), :name,
                    :content::json, :now, :now) RETURNING *""").bind("account", account.value()).bind("name", content.name())
                .bind("content", json.writeValueAsString(content)).bind("now", clock.instant()).map(this::view).one())));
    }

    Mono<ProfileView> change(AccountId account, UUID profile, UnaryOperator<ProfileContent> change) {
        return database.one(account, db -> db.sql("""
                SELECT * FROM charging_profile WHERE account_id = :account AND charging_profile_id = :id FOR UPDATE""")
                .bind("account", account.value()).bind("id", profile).map(this::view).one().map(ProfileView::content).map(change)
                .flatMap(content -> db.sql("""
                        UPDATE charging_profile SET name = :name, content = :content::json, updated_at = :now
                        WHERE account_id = :account AND charging_profile_id = :id RETURNING *""").bind("account", account.value())
                        .bind("id", profile).bind("name", content.name()).bind("content", json.writeValueAsString(content))
                        .bind("now", clock.instant()).map(this::view).one()));
    }

    Mono<ProfileView> find(AccountId account, UUID profile) {
        return database.one(account,
                db -> db.sql("SELECT * FROM charging_profile WHERE account_id = :account AND charging_profile_id = :id")
                        .bind("account", account.value()).bind("id", profile).map(this::view).one());
    }

    /** In the order of their numbers. */
    Flux<ProfileView> list(AccountId account, PageQuery page) {
        return database.many(account, db -> db.sql("""
                SELECT * FROM charging_profile WHERE account_id = :account AND (:after::bigint IS NULL OR profile_number > :after)
                ORDER BY profile_number LIMIT :rows""").bind("account", account.value())
                .bind("after", nullable(page.afterNumber(), Long.class)).bind("rows", page.rows()).map(this::view).all());
    }

    /** Stations that hold it keep it. */
    Mono<Boolean> delete(AccountId account, UUID profile) {
        return database.one(account, db -> db.sql("DELETE FROM charging_profile WHERE account_id = :account AND charging_profile_id = :id")
                .bind("account", account.value()).bind("id", profile).fetch().rowsUpdated().map(deleted -> deleted == 1));
    }

    private static Mono<Void> oneAtATime(AccountId account, DatabaseClient db) {
        return db.sql("SELECT FROM account WHERE account_id = :account FOR NO KEY UPDATE").bind("account", account.value()).then();
    }

    private ProfileView view(Readable row) {
        ProfileContent content = json.readValue(Objects.requireNonNull(row.get("content", String.class)), ProfileContent.class);
        return ProfileView.of(Objects.requireNonNull(row.get("charging_profile_id", UUID.class)),
                Objects.requireNonNull(row.get("profile_number", Integer.class)), content,
                Objects.requireNonNull(row.get("created_at", Instant.class)), Objects.requireNonNull(row.get("updated_at", Instant.class)));
    }
}
