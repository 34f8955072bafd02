package io.wattline.portal.login;

import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.CsmsClient.RefreshToken;
import io.wattline.portal.csms.CsmsClient.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Exchanges a refresh token once, however many requests of a page carry it: a refresh token is worth one exchange, and the browser
 * learns the next one only from the first answer.
 */
@Component
class Refreshes {
    private static final Duration KEPT = Duration.ofSeconds(20);
    private final Map<String, Mono<Tokens>> recent = new ConcurrentHashMap<>();
    private final CsmsClient csms;

    Refreshes(CsmsClient csms) { this.csms = csms; }

    Mono<Tokens> of(String refreshToken) { return recent.computeIfAbsent(refreshToken, this::exchange); }

    private Mono<Tokens> exchange(String refreshToken) {
        return csms.refresh(new RefreshToken(refreshToken))
                .doOnError(_ -> recent.remove(refreshToken))
                .doOnSuccess(_ -> Mono.delay(KEPT).subscribe(_ -> recent.remove(refreshToken)))
                .cache();
    }
}
