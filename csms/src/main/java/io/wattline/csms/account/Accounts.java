package io.wattline.csms.account;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.model.account.AccountId;
import java.time.Duration;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What other features ask about accounts; answered from memory, a change is seen within a minute. */
@Service
public class Accounts {
    private final AccountRows rows;
    private final AsyncCache<AccountId, Duration> heartbeatIntervals = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1))
            .buildAsync();

    Accounts(AccountRows rows) { this.rows = rows; }

    /** How often the account's stations are to send a heartbeat. */
    public Mono<Duration> heartbeatInterval(AccountId account) {
        return Mono.fromFuture(() -> heartbeatIntervals.get(account,
                (_, _) -> rows.find(account).map(form -> Duration.ofSeconds(form.heartbeatIntervalSeconds())).toFuture()), true);
    }

    void changed(AccountId account) { heartbeatIntervals.synchronous().invalidate(account); }
}
