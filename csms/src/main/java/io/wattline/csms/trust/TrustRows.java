package io.wattline.csms.trust;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Authorities of accounts: their own, and others they trust. */
@Repository
class TrustRows {
    private final AccountDatabase database;

    TrustRows(AccountDatabase database) { this.database = database; }

    /** The private key is sealed. */
    @SuppressWarnings("ArrayRecordComponent")
    record OwnRow(UUID id, String certificate, byte[] key, Instant createdAt) {}

    /** {@code purpose}: {@code stations}, whose certificates they sign, or {@code contracts} of drivers. */
    record TrustedView(UUID id, String name, String purpose, String subject, String thumbprint, Instant notAfter, String certificate,
            Instant createdAt) {}

    /** The newest, which signs, first. */
    Flux<OwnRow> own(AccountId account) {
        return database.many(account,
                db -> db.sql("SELECT * FROM certificate_authority WHERE account_id = :account ORDER BY created_at DESC, authority_id")
                        .bind("account", account.value()).map(row -> new OwnRow(known(row.get("authority_id", UUID.class)),
                                text(row, "certificate"), known(row.get("private_key", byte[].class)), at(row, "created_at")))
                        .all());
    }

    /** Unless the account has one meanwhile. */
    Mono<Void> addOwn(AccountId account, OwnRow row) {
        return database.one(account, db -> db.sql("SELECT FROM account WHERE account_id = :account FOR UPDATE")
                .bind("account", account.value()).then().then(
                        db.sql("""
                INSERT INTO certificate_authority (account_id, authority_id, certificate, private_key, created_at)
                SELECT :account, :id, :certificate, :key, :at WHERE NOT EXISTS (SELECT FROM certificate_authority WHERE account_id = :account)""")
                                .bind("account", account.value()).bind("id", row.id()).bind("certificate", row.certificate())
                                .bind("key", row.key()).bind("at", row.createdAt()).then()));
    }

    Flux<TrustedView> trusted(AccountId account) {
        return database.many(account,
                db -> db.sql("SELECT * FROM trusted_authority WHERE account_id = :account ORDER BY name, authority_id")
                        .bind("account", account.value()).map(TrustRows::view).all());
    }

    /** One that is trusted for the purpose already gets the name. */
    Mono<TrustedView> trust(AccountId account, String name, String purpose, X509Certificate certificate, Instant now) {
        return database.one(account, db -> db.sql("""
                INSERT INTO trusted_authority (account_id, name, purpose, certificate, subject, thumbprint, not_after, created_at)
                VALUES (:account, :name, :purpose, :certificate, :subject, :thumbprint, :notAfter, :now)
                ON CONFLICT (account_id, purpose, thumbprint) DO UPDATE SET name = EXCLUDED.name RETURNING *""")
                .bind("account", account.value()).bind("name", name).bind("purpose", purpose)
                .bind("certificate", Pem.write(List.of(certificate)))
                .bind("subject", certificate.getSubjectX500Principal().getName()).bind("thumbprint", Pem.thumbprint(certificate))
                .bind("notAfter", certificate.getNotAfter().toInstant()).bind("now", now)
                .map(TrustRows::view).one());
    }

    Mono<Boolean> distrust(AccountId account, UUID id) {
        return database.one(account, db -> db.sql("DELETE FROM trusted_authority WHERE account_id = :account AND authority_id = :id")
                .bind("account", account.value()).bind("id", id).fetch().rowsUpdated()).map(rows -> rows > 0);
    }

    /** The thumbprints of what was issued for the account and taken back. */
    Flux<String> revoked(AccountId account) {
        return database.many(account,
                db -> db.sql("SELECT thumbprint FROM issued_certificate WHERE account_id = :account AND revoked_at IS NOT NULL")
                        .bind("account", account.value()).map(row -> text(row, "thumbprint")).all());
    }

    Mono<String> nameOf(AccountId account) {
        return database.one(account, db -> db.sql("SELECT name FROM account WHERE account_id = :account").bind("account", account.value())
                .map(row -> text(row, "name")).one());
    }

    private static TrustedView view(Readable row) {
        return new TrustedView(known(row.get("authority_id", UUID.class)), text(row, "name"), text(row, "purpose"), text(row, "subject"),
                text(row, "thumbprint"), at(row, "not_after"), text(row, "certificate"), at(row, "created_at"));
    }

    private static Instant at(Readable row, String column) { return known(row.get(column, Instant.class)); }

    private static String text(Readable row, String column) { return known(row.get(column, String.class)); }

    private static <T> T known(@Nullable T value) { return Objects.requireNonNull(value); }
}
