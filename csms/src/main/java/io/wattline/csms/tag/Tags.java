package io.wattline.csms.tag;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** May a token charge? Answered from memory: the tags of an account are read at their first use and again after a change. */
@Service
public class Tags {
    /** For changes made on other nodes. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final TagRows rows;
    private final Clock clock;
    private final AsyncCache<AccountId, TagTree> trees = Caffeine.newBuilder().expireAfterWrite(FRESH).buildAsync();

    Tags(TagRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** INVALID for a token that is no tag of the account. */
    public Mono<TokenAnswer> decide(AccountId account, IdToken token) {
        return Mono.fromFuture(() -> trees.get(account, (_, _) -> rows.tree(account).toFuture()), true)
                .map(tree -> tree.decide(token, clock.instant()));
    }

    /** A read that is under way saw the state before the change and is not kept either. */
    void changed(AccountId account) {
        trees.synchronous().invalidate(account);
    }
}
