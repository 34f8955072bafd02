package io.wattline.csms.certificate;

import io.wattline.csms.trust.TrustSettings;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.CertificateFact.CertificateRequested;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What of the requests of stations may be signed in an account, before anybody says that it will be. */
@Component
class SigningRules {
    /** These are not shown to us alone: their names follow rules of ISO 15118. */
    private static final String FOR_CARS = "V2G";

    private final TrustSettings settings;
    private final SigningRows rows;

    SigningRules(TrustSettings settings, SigningRows rows) {
        this.settings = settings;
        this.rows = rows;
    }

    /** The same request, with a flaw when the account's rules find one. */
    Mono<CertificateRequested> judged(AccountId account, CertificateRequested request) {
        if (request.flaw() != null) return Mono.just(request);
        String id = request.station().value();
        Mono<List<String>> names = rows.serialNumber(account, request.station()).map(serial -> List.of(id, serial))
                .defaultIfEmpty(List.of(id));
        return Mono.zip(settings.of(account), names, (form, allowed) -> Csr.flaw(Csr.read(request.csr()),
                request.certificateType().startsWith(FOR_CARS) ? null : allowed, form.organization()))
                .map(flaw -> flaw.map(sentence -> withFlaw(request, sentence)).orElse(request));
    }

    private static CertificateRequested withFlaw(CertificateRequested r, String flaw) {
        return new CertificateRequested(r.station(), r.at(), r.certificateType(), r.csr(), r.requestId(), r.subject(), r.key(), flaw);
    }
}
