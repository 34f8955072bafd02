package io.wattline.csms.account;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.model.account.AccountId;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What other features ask about accounts; answered from memory, a change is seen within a minute. */
@Service
public class Accounts {
    private final AccountRows rows;
    private final AsyncCache<AccountId, AccountForm> forms = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1))
            .buildAsync();

    Accounts(AccountRows rows) { this.rows = rows; }

    /** {@code heartbeat}: between heartbeats of an accepted station; {@code retry}: until one that is not boots again. */
    public record BootTerms(Duration heartbeat, Duration retry) {}

    public Mono<BootTerms> bootTerms(AccountId account) { return form(account).map(Accounts::terms); }

    /** Whether a tag may charge at several places at once. */
    public Mono<Boolean> allowsConcurrentTransactions(AccountId account) {
        return form(account).map(AccountForm::concurrentTransactions);
    }

    /** How many periodic event streams a station may have open. */
    public Mono<Integer> mostEventStreams(AccountId account) {
        return form(account).map(AccountForm::mostEventStreams);
    }

    /** Whether a token whose letters are of another case is another token. */
    public Mono<Boolean> comparesTagsExactly(AccountId account) {
        return form(account).map(AccountForm::exactTags);
    }

    /** What follows when a station starts with a token that was refused. */
    public enum UnauthorizedStart { LEAVE, STOP, UNLOCK }

    public Mono<UnauthorizedStart> unauthorizedStart(AccountId account) {
        return form(account).map(form -> UnauthorizedStart.valueOf(form.unauthorizedStart().toUpperCase(Locale.ROOT)));
    }

    /** Whether destructive commands of users are taken with a typed confirmation only, also over REST. */
    public Mono<Boolean> confirmsDestructive(AccountId account) {
        return form(account).map(AccountForm::confirmDestructive);
    }

    private Mono<AccountForm> form(AccountId account) {
        return Mono.fromFuture(() -> forms.get(account, (_, _) -> rows.find(account).toFuture()), true);
    }

    private static BootTerms terms(AccountForm form) {
        return new BootTerms(Duration.ofSeconds(form.heartbeatIntervalSeconds()), Duration.ofSeconds(form.bootRetrySeconds()));
    }

    void changed(AccountId account) { forms.synchronous().invalidate(account); }
}
