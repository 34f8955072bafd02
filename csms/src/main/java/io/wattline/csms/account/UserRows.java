package io.wattline.csms.account;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import io.wattline.model.charging.IdToken;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class UserRows {
    private static final String SELECT = """
            SELECT user_id, email, name, permissions, enabled, password_hash IS NULL AS invited, last_login_at, last_login_address,
                EXISTS (SELECT FROM totp f WHERE f.account_id = u.account_id AND f.user_id = u.user_id AND f.confirmed_at IS NOT NULL) AS second_factor,
                ARRAY(SELECT a.station_id FROM station_access a WHERE a.account_id = u.account_id AND a.user_id = u.user_id ORDER BY 1) AS station_ids,
                ARRAY(SELECT t.id_tag FROM tag_user g JOIN tag t USING (account_id, tag_key)
                    WHERE g.account_id = u.account_id AND g.user_id = u.user_id ORDER BY t.tag_key) AS id_tags
            FROM app_user u WHERE u.account_id = :account
            """;

    private final AccountDatabase database;

    UserRows(AccountDatabase database) { this.database = database; }

    Flux<UserView> list(AccountId account, PageQuery page) {
        return database.many(account, db -> db.sql(SELECT + "AND lower(u.email) > :after ORDER BY lower(u.email) LIMIT :rows")
                .bind("account", account.value()).bind("after", page.after() == null ? "" : page.after()).bind("rows", page.rows())
                .map(UserRows::view).all());
    }

    Mono<UserView> find(AccountId account, UserId user) { return database.one(account, db -> find(account, user, "", db)); }

    Mono<UserView> create(AccountId account, UserId user, UserForm form, @Nullable String passwordHash) {
        return database
                .one(account, db -> db
                        .sql("""
                INSERT INTO app_user (account_id, user_id, email, name, permissions, enabled, password_hash, time_zone)
                SELECT account_id, :user, :email, :name, :permissions, :enabled, :hash, time_zone FROM account WHERE account_id = :account""")
                        .bind("account", account.value()).bind("user", user.value()).bind("email", form.email()).bind("name", form.name())
                        .bind("permissions", form.permissions().toArray(String[]::new)).bind("enabled", form.enabled())
                        .bind("hash", nullable(passwordHash, String.class)).then()
                        .then(Mono.defer(() -> assign(account, user, form, db))).then(Mono.defer(() -> find(account, user, "", db))))
                .onErrorMap(DuplicateKeyException.class, _ -> emailTaken());
    }

    /** {@code change} decides what becomes of the user, or fails; a new password hash is null to keep the old one. */
    Mono<UserView> change(AccountId account, UserId user, @Nullable String passwordHash, Function<UserView, UserForm> change) {
        return database
                .one(account,
                        db -> find(account, user, "FOR UPDATE", db).map(change).flatMap(form -> write(account, user, form, passwordHash, db)
                                .then(Mono.defer(() -> assign(account, user, form, db)))
                                .then(requireManager(account, db)).then(Mono.defer(() -> find(account, user, "", db)))))
                .onErrorMap(DuplicateKeyException.class, _ -> emailTaken());
    }

    /** Ends what the user may still have open too. */
    Mono<Void> delete(AccountId account, UserId user) {
        return database.one(account, db -> db.sql("DELETE FROM app_user WHERE account_id = :account AND user_id = :user")
                .bind("account", account.value()).bind("user", user.value()).then()
                .then(requireManager(account, db)));
    }

    /** Somebody must be left who can let others in; two who throw each other out at once wait for each other here. */
    private static Mono<Void> requireManager(AccountId account, DatabaseClient db) {
        return db.sql("SELECT account_id FROM account WHERE account_id = :account FOR NO KEY UPDATE").bind("account", account.value())
                .then()
                .then(db.sql("SELECT EXISTS (SELECT FROM app_user WHERE account_id = :account AND enabled AND :manage = ANY (permissions))")
                        .bind("account", account.value()).bind("manage", Permission.MANAGE_USERS.wireName())
                        .map(row -> row.get(0, Boolean.class)).one())
                .filter(left -> left)
                .switchIfEmpty(Mono.error(() -> Problem.conflict("Nobody would be left who can manage users."))).then();
    }

    private static Mono<UserView> find(AccountId account, UserId user, String lock, DatabaseClient db) {
        return db.sql(SELECT + "AND u.user_id = :user " + lock).bind("account", account.value()).bind("user", user.value())
                .map(UserRows::view).one();
    }

    private static Mono<Void> write(AccountId account, UserId user, UserForm form, @Nullable String passwordHash, DatabaseClient db) {
        Mono<Void> written = db.sql("""
                UPDATE app_user SET email = :email, name = :name, permissions = :permissions, enabled = :enabled,
                    rights_version = rights_version + CASE WHEN permissions = :permissions THEN 0 ELSE 1 END
                WHERE account_id = :account AND user_id = :user""").bind("account", account.value()).bind("user", user.value())
                .bind("email", form.email()).bind("name", form.name()).bind("permissions", form.permissions().toArray(String[]::new))
                .bind("enabled", form.enabled()).then();
        if (passwordHash != null) written = written.then(Mono.defer(() -> setPassword(account, user, passwordHash, db)));
        return form.enabled() && passwordHash == null ? written : written.then(Mono.defer(() -> signOut(account, user, db)));
    }

    private static Mono<Void> setPassword(AccountId account, UserId user, String hash, DatabaseClient db) {
        return db.sql("UPDATE app_user SET password_hash = :hash WHERE account_id = :account AND user_id = :user")
                .bind("account", account.value())
                .bind("user", user.value()).bind("hash", hash).then();
    }

    private static Mono<Void> signOut(AccountId account, UserId user, DatabaseClient db) {
        return db.sql("DELETE FROM user_session WHERE account_id = :account AND user_id = :user").bind("account", account.value())
                .bind("user", user.value()).then();
    }

    private static Mono<Void> assign(AccountId account, UserId user, UserForm form, DatabaseClient db) {
        List<String> stations = form.stationIds().stream().distinct().toList();
        List<String> tags = form.idTags().stream().map(tag -> new IdToken(tag).key()).distinct().toList();
        return replace("""
                WITH gone AS (DELETE FROM station_access WHERE account_id = :account AND user_id = :user AND station_id <> ALL (:wanted))
                INSERT INTO station_access (account_id, user_id, station_id)
                SELECT account_id, :user, station_id FROM station WHERE account_id = :account AND station_id = ANY (:wanted) AND deleted_at IS NULL
                ON CONFLICT (account_id, station_id, user_id) DO UPDATE SET user_id = excluded.user_id""", account, user, stations,
                "stationIds", db)
                .then(replace("""
                        WITH gone AS (DELETE FROM tag_user WHERE account_id = :account AND user_id = :user AND tag_key <> ALL (:wanted))
                        INSERT INTO tag_user (account_id, user_id, tag_key)
                        SELECT account_id, :user, tag_key FROM tag WHERE account_id = :account AND tag_key = ANY (:wanted)
                        ON CONFLICT (account_id, tag_key, user_id) DO UPDATE SET user_id = excluded.user_id""", account, user, tags,
                        "idTags", db));
    }

    /** Fails with {@code bad_request} unless all that is wanted exists. */
    private static Mono<Void> replace(String sql, AccountId account, UserId user, List<String> wanted, String field, DatabaseClient db) {
        return db.sql(sql).bind("account", account.value()).bind("user", user.value()).bind("wanted", wanted.toArray(String[]::new)).fetch()
                .rowsUpdated().filter(found -> found == wanted.size())
                .switchIfEmpty(Mono
                        .error(() -> Problem.badRequest("Some of it does not exist.", new Problem.Field(field, "names something unknown"))))
                .then();
    }

    private static Problem emailTaken() { return Problem.conflict("This e-mail address is taken."); }

    private static UserView view(Readable row) {
        return new UserView(row.get("user_id", UUID.class), row.get("email", String.class), row.get("name", String.class),
                texts(row, "permissions"), Boolean.TRUE.equals(row.get("enabled", Boolean.class)),
                Boolean.TRUE.equals(row.get("invited", Boolean.class)), Boolean.TRUE.equals(row.get("second_factor", Boolean.class)),
                row.get("last_login_at", Instant.class), row.get("last_login_address", String.class),
                texts(row, "station_ids"), texts(row, "id_tags"));
    }

    private static List<String> texts(Readable row, String column) {
        return List.of(Objects.requireNonNull(row.get(column, String[].class)));
    }
}
