package io.wattline.csms.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.JWSAlgorithm;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import java.text.ParseException;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The keys that sign access tokens: made on the first use of a database, kept there, shared by all nodes; the oldest signs. */
@Repository
@CrossTenant("the platform's own keys belong to no account")
class SigningKeys {
    /** Any number that only this class locks. */
    private static final long LOCK = 0x5167_6e4b_6579L;

    private final AllAccountsDatabase database;
    private final Mono<JWKSet> loaded;

    SigningKeys(AllAccountsDatabase database) {
        this.database = database;
        this.loaded = loadOrMake().cacheInvalidateIf(_ -> false);
    }

    Mono<JWKSet> all() { return loaded; }

    Mono<RSAKey> current() { return loaded.map(keys -> keys.getKeys().getFirst().toRSAKey()); }

    private Mono<JWKSet> loadOrMake() {
        return stored(database.client())
                .switchIfEmpty(Mono.fromCallable(SigningKeys::generate).subscribeOn(Schedulers.boundedElastic())
                        .flatMap(this::storeUnlessThereIsOne));
    }

    private Mono<JWKSet> storeUnlessThereIsOne(RSAKey key) {
        return database.transactional(db -> db.sql("SELECT pg_advisory_xact_lock(:lock)").bind("lock", LOCK).then()
                .then(db.sql("INSERT INTO signing_key (key_id, jwk) SELECT :id, :jwk WHERE NOT EXISTS (SELECT FROM signing_key)")
                        .bind("id", key.getKeyID()).bind("jwk", key.toJSONString()).then())
                .then(Mono.defer(() -> stored(db))));
    }

    private static Mono<JWKSet> stored(DatabaseClient db) {
        return db.sql("SELECT jwk FROM signing_key ORDER BY created_at, key_id").map(row -> parse(row.get("jwk", String.class))).all()
                .collectList()
                .filter(keys -> !keys.isEmpty()).map(keys -> new JWKSet(List.copyOf(keys)));
    }

    private static RSAKey generate() throws JOSEException {
        return new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).keyIDFromThumbprint(true).generate();
    }

    private static RSAKey parse(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("A signing key in the database is damaged.", e);
        }
    }
}
