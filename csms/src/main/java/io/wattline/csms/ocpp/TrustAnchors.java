package io.wattline.csms.ocpp;

import io.wattline.model.account.AccountId;
import java.security.cert.X509Certificate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who vouches for the certificates that stations show at the door. Every bean of this kind is asked at every connection with a certificate,
 * so it answers from memory where it can; a failure lets nobody in.
 */
public interface TrustAnchors {
    /** The certificates of those that may sign for stations of this account; expired ones do no harm, for validity is checked. */
    Flux<X509Certificate> anchors(AccountId account);

    /** Whether this certificate of a station, which one of the anchors vouches for, was taken back since. */
    default Mono<Boolean> isRevoked(AccountId account, X509Certificate certificate) {
        return Mono.just(false);
    }
}
