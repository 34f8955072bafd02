package io.wattline.csms.ocpp;

import io.wattline.model.event.CertificateFact.CertificateRequested;
import reactor.core.publisher.Mono;

/** What stations ask of us about certificates: their own, and those of cars. */
public interface CertificateDesk {
    /** Signs what can be read, and knows of nothing else. */
    CertificateDesk NONE = new CertificateDesk() {};

    /** May this be signed? The same request, with a flaw when not. */
    default Mono<CertificateRequested> judged(StationPrincipal station, CertificateRequested request) {
        return Mono.just(request);
    }
}
