package io.wattline.csms.station;

import io.wattline.csms.ocpp.Admission.Reason;
import io.wattline.csms.ocpp.ConnectionAttempt;
import io.wattline.csms.ocpp.ConnectionAttempt.BasicCredentials;
import io.wattline.csms.station.AdmissionLookup.Known;
import io.wattline.csms.station.Proof.Enough;
import io.wattline.csms.station.Proof.Lacking;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Checks what a station shows against its security profile: 0 nothing, 1 a password, 2 a password over TLS, 3 its certificate. A station
 * may show more than it has to. Source: OCPP 1.6 security whitepaper §3, OCPP 2.0.1 part 2 A00.
 */
@Component
class Proofs {
    private static final int BASIC = 1;
    private static final int BASIC_WITH_TLS = 2;
    private static final int CERTIFICATE = 3;

    private final AdmissionLookup lookup;
    private final StationPasswords passwords;
    private final StationCertificates certificates;

    Proofs(AdmissionLookup lookup, StationPasswords passwords, StationCertificates certificates) {
        this.lookup = lookup;
        this.passwords = passwords;
        this.certificates = certificates;
    }

    Mono<Proof> of(ConnectionAttempt attempt, Known known) {
        int asked = known.terms().profile();
        if (asked >= BASIC_WITH_TLS && !attempt.transport().encrypted())
            return Mono
                    .just(new Lacking(Reason.WEAK_PROFILE, "This station has security profile " + asked + ": it has to connect with TLS."));
        if (asked == CERTIFICATE) return byCertificate(attempt, known);
        return byPassword(attempt, known)
                .flatMap(right -> right
                        ? Mono.just(new Enough(attempt.transport().encrypted() ? BASIC_WITH_TLS : BASIC))
                        : otherwise(attempt, known));
    }

    /** A certificate that proves nothing is no reason to refuse a station that needs none. */
    private Mono<Proof> otherwise(ConnectionAttempt attempt, Known known) {
        Mono<Proof> without = Mono.fromSupplier(() -> withoutPassword(known));
        if (attempt.transport().certificates().isEmpty()) return without;
        return byCertificate(attempt, known).flatMap(proof -> proof instanceof Enough ? Mono.just(proof) : without);
    }

    private static Proof withoutPassword(Known known) {
        if (known.terms().profile() >= BASIC && known.passwordHash() == null)
            return new Lacking(Reason.BAD_CREDENTIALS, "This station has security profile " + known.terms().profile()
                    + ", and nobody has set a password for it.");
        return known.isOpen() && known.terms().profile() == 0
                ? new Enough(0)
                : new Lacking(Reason.BAD_CREDENTIALS, "The user name or the password is wrong.");
    }

    private Mono<Proof> byCertificate(ConnectionAttempt attempt, Known known) {
        var chain = attempt.transport().certificates();
        if (chain.isEmpty())
            return Mono.just(new Lacking(Reason.BAD_CERTIFICATE, "This station has security profile 3 and showed no certificate."));
        return certificates.fault(known, chain).map(fault -> fault.<Proof>map(sentence -> new Lacking(Reason.BAD_CERTIFICATE, sentence))
                .orElseGet(() -> new Enough(CERTIFICATE)));
    }

    /** Whether it has a password, and this is it. */
    private Mono<Boolean> byPassword(ConnectionAttempt attempt, Known known) {
        BasicCredentials credentials = attempt.credentials();
        if (known.passwordHash() == null || credentials == null) return Mono.just(false);
        if (!known.anyUserName() && !credentials.user().equals(known.station().value())) return Mono.just(false);
        return passwords.matches(credentials.password(), known.passwordHash())
                .flatMap(right -> known.previousHash() == null ? Mono.just(right) : duringExchange(right, credentials, known));
    }

    /** The first use of the new password ends the previous one. */
    private Mono<Boolean> duringExchange(boolean isNew, BasicCredentials credentials, Known known) {
        if (isNew) return lookup.forgetPrevious(known).thenReturn(true);
        return known.isOpen() ? Mono.just(false) : passwords.matches(credentials.password(), Objects.requireNonNull(known.previousHash()));
    }
}
