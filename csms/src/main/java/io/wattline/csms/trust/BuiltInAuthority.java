package io.wattline.csms.trust;

import io.wattline.csms.secret.SecretBox;
import io.wattline.csms.trust.TrustRows.OwnRow;
import io.wattline.model.account.AccountId;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The account's own certificate authority: made when it is needed first; its key lies sealed in the database. */
@Component
public class BuiltInAuthority {
    private final TrustRows rows;
    private final TrustedAuthorities known;
    private final SecretBox secrets;
    private final Clock clock;

    BuiltInAuthority(TrustRows rows, TrustedAuthorities known, SecretBox secrets, Clock clock) {
        this.rows = rows;
        this.known = known;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A certificate for the key and the subject of the request, which was checked before; {@code type} is OCPP's word. */
    public Mono<X509Certificate> sign(AccountId account, PKCS10CertificationRequest request, String type, Duration validity) {
        return rows.own(account).next().switchIfEmpty(Mono.defer(() -> make(account)))
                .publishOn(Schedulers.boundedElastic())
                .map(own -> new Issuing(certificate(own), key(account, own)).issue(request, type, clock.instant(), validity));
    }

    /** Empty while the account has none. */
    Mono<X509Certificate> find(AccountId account) {
        return rows.own(account).next().map(BuiltInAuthority::certificate);
    }

    Mono<X509Certificate> findOrMake(AccountId account) {
        return find(account).switchIfEmpty(Mono.defer(() -> make(account)).map(BuiltInAuthority::certificate));
    }

    private Mono<OwnRow> make(AccountId account) {
        return rows.nameOf(account).publishOn(Schedulers.boundedElastic()).map(name -> fresh(account, name))
                .flatMap(row -> rows.addOwn(account, row)).then(Mono.fromRunnable(() -> known.changed(account)))
                .then(Mono.defer(() -> rows.own(account).next()));
    }

    private OwnRow fresh(AccountId account, String name) {
        Instant now = clock.instant();
        UUID id = UUID.randomUUID();
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            String certificate = Pem.write(List.of(Issuing.root(name, keys, now)));
            return new OwnRow(id, certificate, secrets.seal(keys.getPrivate().getEncoded(), context(account, id)), now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private PrivateKey key(AccountId account, OwnRow own) {
        try {
            byte[] encoded = secrets.open(own.key(), context(account, own.id()));
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(OwnRow own) {
        try {
            return Pem.read(own.certificate()).getFirst();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored authority cannot be read", e);
        }
    }

    private static String context(AccountId account, UUID authority) { return account.value() + "/certificate_authority/" + authority; }
}
