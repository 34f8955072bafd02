package io.wattline.csms.contract;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.wattline.csms.ocpp.CertificateDesk.State;
import io.wattline.csms.ocpp.CertificateDesk.Status;
import io.wattline.csms.ocpp.CertificateDesk.StatusQuestion;
import io.wattline.csms.outbound.Outbound;
import io.wattline.csms.outbound.OutboundCall;
import io.wattline.csms.outbound.OutboundException;
import io.wattline.model.station.CertificateHash;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks responders whether certificates were taken back, and remembers each answer as long as it holds. Source: RFC 6960. */
@Component
class Ocsp {
    private static final Logger LOG = LoggerFactory.getLogger(Ocsp.class);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_KEPT = 10_000;

    private record Key(CertificateHash certificate, String responder) {}

    private record Kept(OcspAnswer answer, Duration life) {}

    private final Outbound outbound;
    private final Clock clock;
    private final Cache<Key, Kept> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT)
            .expireAfter(Expiry.<Key, Kept>creating((_, answer) -> answer.life())).build();

    Ocsp(Outbound outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    /** Of the first responder that answers for this certificate, signed as it must be; {@code issuers}: certificates it may be signed with. */
    Mono<Status> status(StatusQuestion question, List<X509Certificate> issuers) {
        return Flux.fromIterable(question.responders())
                .concatMap(
                        responder -> ask(new Key(question.certificate(), responder), issuers).onErrorResume(why -> silent(responder, why)))
                .next().map(Ocsp::status).defaultIfEmpty(Status.failed("NoOcspAnswer"));
    }

    private Mono<OcspAnswer> ask(Key key, List<X509Certificate> issuers) {
        return Mono.defer(() -> {
            Kept before = kept.getIfPresent(key);
            if (before != null) return Mono.just(before.answer());
            var call = OutboundCall.post(URI.create(key.responder()), "application/ocsp-request", OcspMessages.request(key.certificate()))
                    .with("Accept", "application/ocsp-response").following(2);
            return outbound.send(call).filter(reply -> reply.isSuccess())
                    .map(reply -> OcspMessages.read(reply.body(), key.certificate(), issuers, clock.instant()))
                    .doOnNext(answer -> keep(key, answer));
        });
    }

    private void keep(Key key, OcspAnswer answer) {
        if (answer.nextUpdate() == null) return;
        Duration life = Duration.between(clock.instant(), answer.nextUpdate());
        if (life.isPositive()) kept.put(key, new Kept(answer, life.compareTo(LONGEST) < 0 ? life : LONGEST));
    }

    private static Status status(OcspAnswer answer) {
        return new Status(answer.state(), answer.nextUpdate(), Base64.getEncoder().encodeToString(answer.encoded()), null);
    }

    private static Mono<OcspAnswer> silent(String responder, Throwable why) {
        if (why instanceof OutboundException || why instanceof IllegalArgumentException)
            LOG.atWarn().addKeyValue("responder", responder).addKeyValue("why", why.getMessage()).log("no status of a certificate");
        else
            LOG.atError().addKeyValue("responder", responder).setCause(why).log("no status of a certificate");
        return Mono.empty();
    }

    /** What a responder said; {@code nextUpdate}: until when, null: only now. */
    @SuppressWarnings("ArrayRecordComponent")
    record OcspAnswer(State state, @Nullable Instant nextUpdate, byte[] encoded) {}
}
