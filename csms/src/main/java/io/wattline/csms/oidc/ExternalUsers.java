package io.wattline.csms.oidc;

import io.r2dbc.spi.Readable;
import io.wattline.csms.account.Passwords;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.Caller;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Finds the user whom a provider vouches for: by what the provider calls him, at first by his verified e-mail address. */
@Repository
class ExternalUsers {
    /** {@code permissions} as granted and stored. */
    record Found(UserId id, String email, String name, boolean enabled, List<String> permissions) {
        Caller caller(AccountId account) {
            return new Caller(id, account, Permission.ofUser(permissions.stream().map(Permission::ofWireName).toList()), email, name);
        }
    }

    private static final String USER = "SELECT u.user_id, u.email, u.name, u.enabled, u.permissions FROM app_user u ";

    private final AccountDatabase database;
    private final Passwords passwords;

    ExternalUsers(AccountDatabase database, Passwords passwords) {
        this.database = database;
        this.passwords = passwords;
    }

    /** Empty when he is nobody here; what the provider says of his permissions is stored, for the API keys that he makes. */
    Mono<Found> of(AccountId account, Arrival arrival) {
        return database.one(account, db -> known(account, arrival, db).switchIfEmpty(Mono.defer(() -> linked(account, arrival, db)))
                .flatMap(found -> granted(account, arrival, found, db)))
                .switchIfEmpty(
                        Mono.defer(() -> arrival.createUser() && arrival.email() != null ? created(account, arrival) : Mono.empty()));
    }

    private static Mono<Found> known(AccountId account, Arrival arrival, DatabaseClient db) {
        return db.sql(USER + "JOIN external_identity i USING (account_id, user_id) "
                + "WHERE i.account_id = :account AND i.issuer = :issuer AND i.subject = :subject").bind("account", account.value())
                .bind("issuer", arrival.issuer()).bind("subject", arrival.subject()).map(ExternalUsers::found).one();
    }

    private static Mono<Found> linked(AccountId account, Arrival arrival, DatabaseClient db) {
        if (arrival.email() == null) return Mono.empty();
        return db.sql(USER + "WHERE u.account_id = :account AND lower(u.email) = lower(:email)").bind("account", account.value())
                .bind("email", arrival.email()).map(ExternalUsers::found).one()
                .flatMap(found -> link(account, arrival, found.id(), db).thenReturn(found));
    }

    private static Mono<Void> link(AccountId account, Arrival arrival, UserId user, DatabaseClient db) {
        return db.sql("""
                INSERT INTO external_identity (account_id, issuer, subject, user_id) VALUES (:account, :issuer, :subject, :user)
                ON CONFLICT DO NOTHING""").bind("account", account.value()).bind("issuer", arrival.issuer())
                .bind("subject", arrival.subject()).bind("user", user.value()).then();
    }

    private static Mono<Found> granted(AccountId account, Arrival arrival, Found found, DatabaseClient db) {
        Set<Permission> granted = arrival.permissions();
        if (granted == null) return Mono.just(found);
        Set<String> names = granted.stream().map(Permission::wireName).collect(Collectors.toSet());
        if (names.equals(new HashSet<>(found.permissions()))) return Mono.just(found);
        return db.sql("UPDATE app_user SET permissions = :permissions WHERE account_id = :account AND user_id = :user")
                .bind("account", account.value()).bind("user", found.id().value()).bind("permissions", names.toArray(String[]::new)).then()
                .thenReturn(new Found(found.id(), found.email(), found.name(), found.enabled(), List.copyOf(names)));
    }

    /** With a password that nobody knows. Empty when the account does not exist, or another one has this e-mail address. */
    private Mono<Found> created(AccountId account, Arrival arrival) {
        Set<Permission> granted = arrival.permissions() == null ? Set.of() : arrival.permissions();
        return passwords.hash(UUID.randomUUID().toString()).flatMap(hash -> database.one(account, db -> db.sql("""
                INSERT INTO app_user (account_id, user_id, email, name, permissions, password_hash, time_zone)
                SELECT account_id, :user, :email, :name, :permissions, :hash, time_zone FROM account WHERE account_id = :account
                RETURNING user_id, email, name, enabled, permissions""").bind("account", account.value()).bind("user", UUID.randomUUID())
                .bind("email", Objects.requireNonNull(arrival.email())).bind("name", arrival.name()).bind("hash", hash)
                .bind("permissions", granted.stream().map(Permission::wireName).toArray(String[]::new)).map(ExternalUsers::found).one()
                .flatMap(found -> link(account, arrival, found.id(), db).thenReturn(found))))
                .onErrorResume(DuplicateKeyException.class, _ -> Mono.empty());
    }

    private static Found found(Readable row) {
        return new Found(new UserId(Objects.requireNonNull(row.get("user_id", UUID.class))), row.get("email", String.class),
                row.get("name", String.class), Boolean.TRUE.equals(row.get("enabled", Boolean.class)),
                Stream.of(Objects.requireNonNull(row.get("permissions", String[].class))).toList());
    }
}
