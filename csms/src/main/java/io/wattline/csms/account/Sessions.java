package io.wattline.csms.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.csms.account.SessionRows.Session;
import io.wattline.csms.account.SessionRows.Standing;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where users are signed in. An access token is good as long as its session goes on and its permissions are not older than the user's: asked
 * of the database every half a minute at most, so an end is seen at once on this node and within that time on others. While the database is
 * away, nobody is let in on the word of his token alone.
 */
@Service
public class Sessions {
    static final String ID = "sid";
    static final String RIGHTS = "rights";
    private static final Duration KNOWN = Duration.ofSeconds(30);
    private static final UUID NONE = new UUID(0, 0);

    private record Key(AccountId account, UUID session) {}

    private final SessionRows rows;
    private final Cache<Key, Standing> standings = Caffeine.newBuilder().expireAfterWrite(KNOWN).maximumSize(100_000).build();

    Sessions(SessionRows rows) { this.rows = rows; }

    /** The session of an access token of ours. */
    static UUID of(Jwt token) { return UUID.fromString(token.getClaimAsString(ID)); }

    Mono<Boolean> isGood(Jwt token) {
        if (!token.hasClaim(ID)) return Mono.just(false);
        Number rights = token.getClaim(RIGHTS);
        return standing(new Key(new AccountId(token.getClaimAsString("account")), of(token)))
                .map(standing -> standing.user().toString().equals(token.getSubject()) && rights.intValue() >= standing.rightsVersion())
                .defaultIfEmpty(false);
    }

    Flux<Session> list(AccountId account, UserId user) { return rows.list(account, user); }

    Mono<Long> end(AccountId account, UserId user, UUID session) {
        return rows.end(account, user, session).doOnNext(_ -> changed(account, user));
    }

    Mono<Long> endAll(AccountId account, UserId user) { return endAllBut(account, user, null); }

    Mono<Long> endAllBut(AccountId account, UserId user, @Nullable UUID kept) {
        return rows.endAllBut(account, user, kept == null ? NONE : kept).doOnNext(_ -> changed(account, user));
    }

    /** Something of the user changed that his access tokens do not know. */
    void changed(AccountId account, UserId user) {
        standings.asMap().entrySet().removeIf(entry -> entry.getKey().account().equals(account) && entry.getValue().user().equals(user));
    }

    private Mono<Standing> standing(Key key) {
        Standing known = standings.getIfPresent(key);
        return known != null
                ? Mono.just(known)
                : rows.standing(key.account(), key.session()).doOnNext(standing -> standings.put(key, standing));
    }
}
