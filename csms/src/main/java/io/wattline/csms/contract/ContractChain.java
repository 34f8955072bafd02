package io.wattline.csms.contract;

import io.wattline.csms.ocpp.CertificateDesk.ContractState;
import io.wattline.csms.trust.Pem;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;

/** Whether the certificate of a contract, the first of its chain, leads to an authority the account trusts. Revocation is asked elsewhere. */
final class ContractChain {
    private ContractChain() {}

    static ContractState check(String pem, List<X509Certificate> anchors, Instant now) {
        if (anchors.isEmpty()) return ContractState.NO_CERTIFICATE_AVAILABLE;
        try {
            List<X509Certificate> chain = Pem.read(pem).stream().filter(each -> !Pem.isRoot(each)).toList();
            var trusted = new HashSet<TrustAnchor>();
            for (X509Certificate anchor : anchors) trusted.add(new TrustAnchor(anchor, null));
            var rules = new PKIXParameters(trusted);
            rules.setRevocationEnabled(false);
            rules.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX").validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), rules);
            return ContractState.ACCEPTED;
        } catch (CertPathValidatorException e) {
            return stateOf(e);
        } catch (CertificateException _) {
            return ContractState.CHAIN_ERROR;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContractState stateOf(CertPathValidatorException why) {
        if (why.getReason() == BasicReason.EXPIRED || why.getReason() == BasicReason.NOT_YET_VALID) return ContractState.EXPIRED;
        return why.getReason() == BasicReason.INVALID_SIGNATURE || why.getCause() instanceof SignatureException
                ? ContractState.SIGNATURE_ERROR
                : ContractState.CHAIN_ERROR;
    }
}
