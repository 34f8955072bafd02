package io.wattline.csms.certificate;

import io.wattline.csms.ocpp.CertificateDesk;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.model.event.CertificateFact.CertificateRequested;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What stations are told about certificates. */
@Component
class Desk implements CertificateDesk {
    private final SigningRules rules;

    Desk(SigningRules rules) { this.rules = rules; }

    @Override
    public Mono<CertificateRequested> judged(StationPrincipal station, CertificateRequested request) {
        return rules.judged(station.account(), request);
    }
}
