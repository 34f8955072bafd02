package io.wattline.csms.station;

import io.wattline.csms.ocpp.TrustAnchors;
import io.wattline.csms.station.AdmissionLookup.Known;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whether the certificate that a station shows is that of the station. Source: OCPP 2.0.1 part 2 A00, RFC 5280 §6. */
@Component
class StationCertificates {
    /** Of extended key usages: to be a client of TLS, and anything. */
    private static final Set<String> FOR_CLIENTS = Set.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");
    private static final int DNS_NAME = 2;

    private final List<TrustAnchors> anchors;
    private final Clock clock;

    StationCertificates(List<TrustAnchors> anchors, Clock clock) {
        this.anchors = List.copyOf(anchors);
        this.clock = clock;
    }

    /** What is wrong with the certificate, as a sentence; empty when it is the station's. {@code chain}: the station's own first. */
    Mono<Optional<String>> fault(Known known, List<X509Certificate> chain) {
        X509Certificate own = chain.getFirst();
        Optional<String> itself = validity(own).or(() -> usage(own));
        if (itself.isPresent()) return Mono.just(itself);
        var pinned = known.terms().thumbprints();
        if (!pinned.isEmpty())
            return pinned.contains(thumbprint(own))
                    ? revoked(known, own)
                    : Mono.just(Optional.of("The certificate is none of those that this station may have."));
        String name = known.terms().certificateName() == null ? known.station().value() : known.terms().certificateName();
        if (!names(own).contains(name)) return Mono.just(Optional.of("The certificate is for another: its names are " + names(own) + "."));
        return vouched(known, chain).flatMap(vouched -> vouched
                ? revoked(known, own)
                : Mono.just(Optional.of("Nobody whom this account trusts vouches for the certificate.")));
    }

    private Optional<String> validity(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return Optional.empty();
        } catch (CertificateExpiredException _) {
            return Optional.of("The certificate expired on " + certificate.getNotAfter().toInstant() + ".");
        } catch (CertificateNotYetValidException _) {
            return Optional.of("The certificate is valid from " + certificate.getNotBefore().toInstant() + " only.");
        }
    }

    private static Optional<String> usage(X509Certificate certificate) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null || usages.stream().anyMatch(FOR_CLIENTS::contains)
                    ? Optional.empty()
                    : Optional.of("The certificate is not for clients of TLS.");
        } catch (CertificateParsingException _) {
            return Optional.of("The certificate cannot be read.");
        }
    }

    private Mono<Boolean> vouched(Known known, List<X509Certificate> chain) {
        return Flux.fromIterable(anchors).concatMap(each -> each.anchors(known.account())).map(each -> new TrustAnchor(each, null))
                .collect(Collectors.toSet())
                .flatMap(trusted -> Mono.fromCallable(() -> leadsToOneOf(trusted, chain)).subscribeOn(Schedulers.boundedElastic()));
    }

    private boolean leadsToOneOf(Set<TrustAnchor> trusted, List<X509Certificate> chain) throws GeneralSecurityException {
        if (trusted.isEmpty()) return false;
        var own = new X509CertSelector();
        own.setCertificate(chain.getFirst());
        var path = new PKIXBuilderParameters(trusted, own);
        path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        path.setDate(Date.from(clock.instant()));
        path.setRevocationEnabled(false); // who vouches for it is asked for that
        try {
            CertPathBuilder.getInstance("PKIX").build(path);
            return true;
        } catch (CertPathBuilderException _) {
            return false;
        }
    }

    private Mono<Optional<String>> revoked(Known known, X509Certificate own) {
        return Flux.fromIterable(anchors).concatMap(each -> each.isRevoked(known.account(), own)).any(Boolean::booleanValue)
                .map(revoked -> revoked ? Optional.of("The certificate was revoked.") : Optional.empty());
    }

    /** The common name and the alternative DNS names. */
    private static Set<String> names(X509Certificate certificate) {
        try {
            var common = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns().stream()
                    .filter(part -> part.getType().equalsIgnoreCase("CN")).map(part -> part.getValue().toString());
            var others = certificate.getSubjectAlternativeNames();
            return Stream.concat(common, others == null
                    ? Stream.of()
                    : others.stream()
                            .filter(other -> Integer.valueOf(DNS_NAME).equals(other.getFirst())).map(other -> other.get(1).toString()))
                    .collect(Collectors.toSet());
        } catch (InvalidNameException | CertificateParsingException _) {
            return Set.of();
        }
    }

    private static String thumbprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
