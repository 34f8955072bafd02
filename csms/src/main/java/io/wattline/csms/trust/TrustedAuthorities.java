package io.wattline.csms.trust;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.csms.ocpp.TrustAnchors;
import io.wattline.csms.trust.TrustRows.TrustedView;
import io.wattline.model.account.AccountId;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who may vouch for whom in an account; answered from memory, a change is seen at once here and within ten seconds elsewhere. */
@Component
public class TrustedAuthorities implements TrustAnchors {
    private record Known(List<X509Certificate> stations, List<X509Certificate> contracts, Set<String> revoked) {}

    private final TrustRows rows;
    private final AsyncCache<AccountId, Known> known = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(10))
            .buildAsync();

    TrustedAuthorities(TrustRows rows) { this.rows = rows; }

    /** The account's own authority, and those it trusts for its stations. */
    @Override
    public Flux<X509Certificate> anchors(AccountId account) { return find(account).flatMapIterable(Known::stations); }

    @Override
    public Mono<Boolean> isRevoked(AccountId account, X509Certificate certificate) {
        return find(account).map(found -> found.revoked().contains(Pem.thumbprint(certificate)));
    }

    /** Those the account trusts for contracts of drivers. */
    public Flux<X509Certificate> ofContracts(AccountId account) {
        return find(account).flatMapIterable(Known::contracts);
    }

    public void changed(AccountId account) { known.synchronous().invalidate(account); }

    private Mono<Known> find(AccountId account) {
        return Mono.fromFuture(() -> known.get(account, (_, _) -> read(account).toFuture()), true);
    }

    private Mono<Known> read(AccountId account) {
        return Mono.zip(rows.own(account).map(TrustRows.OwnRow::certificate).collectList(), rows.trusted(account).collectList(),
                rows.revoked(account).collectList())
                .map(found -> new Known(
                        certificates(Stream.concat(found.getT1().stream(), of("stations", found.getT2()))),
                        certificates(of("contracts", found.getT2())), Set.copyOf(found.getT3())));
    }

    private static Stream<String> of(String purpose, List<TrustedView> trusted) {
        return trusted.stream().filter(each -> each.purpose().equals(purpose)).map(TrustedView::certificate);
    }

    private static List<X509Certificate> certificates(Stream<String> pems) {
        return pems.map(pem -> {
            try {
                return Pem.read(pem).getFirst();
            } catch (CertificateException e) {
                throw new IllegalStateException("a stored authority cannot be read", e);
            }
        }).toList();
    }
}
