package io.wattline.csms.certificate;

import io.wattline.csms.certificate.SigningRows.Due;
import io.wattline.csms.outbound.Outbound;
import io.wattline.csms.outbound.OutboundCall;
import io.wattline.csms.outbound.OutboundReply;
import io.wattline.csms.trust.Pem;
import io.wattline.csms.trust.TrustForm;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A signing service of the account: {@code POST {"stationId","certificateType","csr","validityDays"}} is answered with
 * {@code {"certificateChain": PEM}}, the leaf first.
 */
@Component
class ExternalAuthority {
    private final Outbound outbound;
    private final JsonMapper json;

    ExternalAuthority(Outbound outbound, JsonMapper json) {
        this.outbound = outbound;
        this.json = json;
    }

    Mono<List<X509Certificate>> sign(TrustForm form, Due due) {
        byte[] body = json.writeValueAsBytes(Map.of("stationId", due.station().value(), "certificateType", due.type(), "csr", due.csr(),
                "validityDays", form.validityDays()));
        var call = OutboundCall.post(URI.create(Objects.requireNonNull(form.signingUrl())), "application/json", body)
                .with("Accept", "application/json");
        return outbound.send(form.signingAuthorization() == null ? call : call.with("Authorization", form.signingAuthorization()))
                .map(reply -> chain(reply, due));
    }

    private List<X509Certificate> chain(OutboundReply reply, Due due) {
        if (!reply.isSuccess()) throw new SigningException("The signing service answered with status " + reply.status() + ".");
        try {
            List<X509Certificate> chain = Pem.read(json.readTree(reply.body()).path("certificateChain").asString(""));
            if (!Arrays.equals(chain.getFirst().getPublicKey().getEncoded(), Csr.read(due.csr()).getSubjectPublicKeyInfo().getEncoded()))
                throw new SigningException("The signing service answered with a certificate for another key.");
            return chain;
        } catch (JacksonException | CertificateException | IOException _) {
            throw new SigningException("The signing service answered with something else than a certificate chain.");
        }
    }
}
