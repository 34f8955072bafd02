package io.wattline.csms.account;

import io.wattline.csms.web.Open;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The public keys of our access tokens. Source: RFC 7517. */
@RestController
class JwksController {
    private final AccessTokens tokens;

    JwksController(AccessTokens tokens) { this.tokens = tokens; }

    @Open
    @GetMapping("/oauth2/jwks")
    Mono<ResponseEntity<Map<String, Object>>> keys() {
        return tokens.publicKeys()
                .map(keys -> ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                        .body(keys.toJSONObject()));
    }
}
