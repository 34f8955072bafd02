package io.wattline.csms.trust;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.secret.SecretBox;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What accounts decided about certificates, credentials of other services included. */
@Component
public class TrustSettings {
    private final AccountDatabase database;
    private final SecretBox secrets;

    TrustSettings(AccountDatabase database, SecretBox secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    public Mono<TrustForm> of(AccountId account) { return database.one(account, db -> find(db, account, "")); }

    /** Fails with {@code conflict} when what is wanted needs a master key that is not there. */
    Mono<TrustForm> change(AccountId account, UnaryOperator<TrustForm> change) {
        return database.one(account, db -> db.sql("INSERT INTO certificate_settings (account_id) VALUES (:account) ON CONFLICT DO NOTHING")
                .bind("account", account.value()).then().then(Mono.defer(() -> find(db, account, " FOR UPDATE")))
                .flatMap(before -> store(db, account, change.apply(before).revealedFrom(before).checked())));
    }

    private Mono<TrustForm> find(DatabaseClient db, AccountId account, String lock) {
        return db.sql("SELECT * FROM certificate_settings WHERE account_id = :account" + lock).bind("account", account.value())
                .map(row -> form(account, row)).one().defaultIfEmpty(TrustForm.DEFAULTS);
    }

    private Mono<TrustForm> store(DatabaseClient db, AccountId account, TrustForm form) {
        if (form.signing().equals("built-in") && !secrets.hasKey())
            throw Problem.conflict("A built-in authority needs a master key: set wattline.secrets.master-key.");
        return db.sql("""
                UPDATE certificate_settings SET signing = :signing, signing_url = :signingUrl, signing_secret = :signingAuthorization,
                    organization = :organization, validity_days = :validity, warning_days = :warning, renewal_days = :renewal,
                    provider_url = :providerUrl, provider_secret = :providerAuthorization
                WHERE account_id = :account""").bind("account", account.value()).bind("signing", form.signing())
                .bind("signingUrl", nullable(form.signingUrl(), String.class))
                .bind("signingAuthorization", nullable(sealed(account, "signing", form.signingAuthorization()), byte[].class))
                .bind("organization", nullable(form.organization(), String.class)).bind("validity", form.validityDays())
                .bind("warning", form.warningDays()).bind("renewal", form.renewalDays())
                .bind("providerUrl", nullable(form.providerUrl(), String.class))
                .bind("providerAuthorization", nullable(sealed(account, "provider", form.providerAuthorization()), byte[].class)).then()
                .thenReturn(form);
    }

    private TrustForm form(AccountId account, Readable row) {
        return new TrustForm(row.get("signing", String.class), row.get("signing_url", String.class),
                opened(account, "signing", row.get("signing_secret", byte[].class)), row.get("organization", String.class),
                row.get("validity_days", Integer.class), row.get("warning_days", Integer.class), row.get("renewal_days", Integer.class),
                row.get("provider_url", String.class),
                opened(account, "provider", row.get("provider_secret", byte[].class)));
    }

    private byte @Nullable [] sealed(AccountId account, String use, @Nullable String authorization) {
        return authorization == null ? null : secrets.seal(authorization.getBytes(StandardCharsets.UTF_8), context(account, use));
    }

    private @Nullable String opened(AccountId account, String use, byte @Nullable [] sealed) {
        return sealed == null ? null : new String(secrets.open(sealed, context(account, use)), StandardCharsets.UTF_8);
    }

    private static String context(AccountId account, String use) { return account.value() + "/certificate_settings/" + use; }
}
