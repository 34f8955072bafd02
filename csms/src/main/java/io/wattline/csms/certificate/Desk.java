package io.wattline.csms.certificate;

import io.wattline.csms.contract.Contracts;
import io.wattline.csms.ocpp.CertificateDesk;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.model.event.CertificateFact.CertificateRequested;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What stations are told about certificates. */
@Component
class Desk implements CertificateDesk {
    private final SigningRules rules;
    private final Contracts contracts;

    Desk(SigningRules rules, Contracts contracts) {
        this.rules = rules;
        this.contracts = contracts;
    }

    @Override
    public Mono<CertificateRequested> judged(StationPrincipal station, CertificateRequested request) {
        return rules.judged(station.account(), request);
    }

    @Override
    public Mono<Status> status(StationPrincipal station, StatusQuestion question) { return contracts.status(station.account(), question); }

    @Override
    public Mono<ContractState> contract(StationPrincipal station, ContractQuestion question) {
        return contracts.check(station.account(), station.station(), question);
    }

    @Override
    public Mono<CarAnswer> carCertificate(StationPrincipal station, CarQuestion question) {
        return contracts.carCertificate(station.account(), station.station(), question);
    }
}
