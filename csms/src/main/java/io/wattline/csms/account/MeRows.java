package io.wattline.csms.account;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.Caller;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class MeRows {
    /** {@code darkMode} is null until the user chose; the first of the tags is the one to charge with unless told. */
    record Me(UUID userId, String email, String name, String accountId, String accountName, List<String> permissions, String timeZone,
            @Nullable String language, @Nullable Boolean darkMode, List<String> idTags) {
        MeForm form() { return new MeForm(name, timeZone, language, darkMode); }
    }

    private final AccountDatabase database;

    MeRows(AccountDatabase database) { this.database = database; }

    Mono<Me> find(AccountId account, UserId user) { return database.one(account, db -> find(account, user, db)); }

    /** A key is nobody, but may know what it may: its own id and name, the e-mail address of its creator. */
    Mono<Me> ofKey(AccountId account, Caller key) {
        return database.one(account,
                db -> db.sql("SELECT name, time_zone FROM account WHERE account_id = :account").bind("account", account.value())
                        .map(row -> new Me(key.user().value(), key.email(), key.name(), account.value(), row.get("name", String.class),
                                wireNames(key.permissions()), row.get("time_zone", String.class), null, null, List.of()))
                        .one());
    }

    Mono<Me> change(AccountId account, UserId user, UnaryOperator<MeForm> change) {
        return database.one(account,
                db -> find(account, user, db).map(me -> change.apply(me.form())).flatMap(form -> write(account, user, form, db))
                        .then(Mono.defer(() -> find(account, user, db))));
    }

    /** Empty for a user who never chose one. */
    Mono<String> passwordHash(AccountId account, UserId user) {
        return database.one(account,
                db -> db.sql(
                        "SELECT password_hash FROM app_user WHERE account_id = :account AND user_id = :user AND password_hash IS NOT NULL")
                        .bind("account", account.value()).bind("user", user.value()).map(row -> row.get(0, String.class)).one());
    }

    /** How many users that were. */
    Mono<Long> setPassword(AccountId account, UserId user, String hash) {
        return database.one(account,
                db -> db.sql("UPDATE app_user SET password_hash = :hash WHERE account_id = :account AND user_id = :user")
                        .bind("account", account.value()).bind("user", user.value()).bind("hash", hash).fetch().rowsUpdated());
    }

    private static Mono<Me> find(AccountId account, UserId user, DatabaseClient db) {
        return db.sql("""
                SELECT u.user_id, u.email, u.name, u.account_id, a.name AS account_name, u.permissions, u.time_zone, u.language, u.dark_mode,
                    ARRAY(SELECT t.id_tag FROM tag_user g JOIN tag t USING (account_id, tag_key)
                        WHERE g.account_id = u.account_id AND g.user_id = u.user_id ORDER BY t.tag_key) AS id_tags
                FROM app_user u JOIN account a USING (account_id)
                WHERE u.account_id = :account AND u.user_id = :user AND u.enabled""").bind("account", account.value())
                .bind("user", user.value())
                .map(MeRows::me).one();
    }

    private static Mono<Void> write(AccountId account, UserId user, MeForm form, DatabaseClient db) {
        return db.sql("""
                UPDATE app_user SET name = :name, time_zone = :timeZone, language = :language, dark_mode = :darkMode
                WHERE account_id = :account AND user_id = :user""").bind("account", account.value()).bind("user", user.value())
                .bind("name", form.name())
                .bind("timeZone", form.timeZone()).bind("language", nullable(form.language(), String.class))
                .bind("darkMode", nullable(form.darkMode(), Boolean.class)).then();
    }

    private static Me me(Readable row) {
        return new Me(row.get("user_id", UUID.class), row.get("email", String.class), row.get("name", String.class),
                row.get("account_id", String.class),
                row.get("account_name", String.class), wireNames(granted(row)),
                row.get("time_zone", String.class), row.get("language", String.class), row.get("dark_mode", Boolean.class),
                List.of(Objects.requireNonNull(row.get("id_tags", String[].class))));
    }

    private static Set<Permission> granted(Readable row) {
        return Permission.ofUser(Stream.of(Objects.requireNonNull(row.get("permissions", String[].class))).map(Permission::ofWireName)
                .toList());
    }

    private static List<String> wireNames(Set<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::wireName).toList();
    }
}
