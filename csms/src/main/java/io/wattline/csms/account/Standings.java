package io.wattline.csms.account;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.csms.account.StandingRows.Usage;
import io.wattline.csms.ocpp.AccountShares;
import io.wattline.csms.ocpp.TokenBucket;
import io.wattline.csms.ocpp.TokenBucket.Rate;
import io.wattline.csms.ocpp.Uptime;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.CallerGate;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who of an account may come in, and how much of everything it may use; from memory, a change made elsewhere is seen within a minute. */
@Service
public class Standings implements CallerGate, AccountShares {
    private final StandingRows rows;
    private final ObjectProvider<AccountListener> listeners;
    private final Clock clock;
    private final AsyncCache<AccountId, Standing> standings = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).buildAsync();
    private final Map<AccountId, Share> requests = new ConcurrentHashMap<>();
    private final Map<AccountId, Share> messages = new ConcurrentHashMap<>();

    private record Share(int perMinute, TokenBucket bucket) {
        static Share of(int perMinute) { return new Share(perMinute, new TokenBucket(new Rate(perMinute, Math.max(1, perMinute / 6)))); }
    }

    Standings(StandingRows rows, ObjectProvider<AccountListener> listeners, Clock clock) {
        this.rows = rows;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Empty when there is no such account. */
    public Mono<Standing> of(AccountId account) {
        return Mono.fromFuture(() -> standings.get(account, (_, _) -> rows.find(account).doOnNext(found -> share(account, found))
                .toFuture()), true);
    }

    /** What it uses of what it may. */
    Mono<Usage> usage(AccountId account) { return rows.usage(account); }

    /** Empty when there is no such account. */
    public Mono<Quotas> changeQuotas(AccountId account, UnaryOperator<Quotas> change) {
        return rows.changeQuotas(account, change).delayUntil(_ -> changed(account));
    }

    /** False when there is no such account, or it is suspended already. */
    public Mono<Boolean> suspend(AccountId account, String reason) {
        return rows.suspend(account, reason, clock.instant()).delayUntil(_ -> changed(account))
                .doOnNext(done -> listeners.forEach(listener -> listener.suspended(account)));
    }

    /** False when there is no such account, or it is not suspended. */
    public Mono<Boolean> resume(AccountId account) {
        return rows.resume(account).delayUntil(_ -> changed(account));
    }

    /** All of it is gone. */
    Mono<Void> erased(AccountId account) {
        return Mono.fromRunnable(() -> forget(account))
                .then(Flux.fromIterable(listeners).concatMap(listener -> listener.erased(account)).then());
    }

    @Override
    public Mono<Void> admit(Caller caller) {
        return of(caller.account()).switchIfEmpty(Mono.error(() -> Problem.unauthorized("This account is gone."))).flatMap(standing -> {
            if (standing.suspended() && !caller.visit())
                return Mono.error(new Problem(HttpStatus.FORBIDDEN, "account_suspended", "This account is suspended."));
            return held(requests.get(caller.account()));
        });
    }

    private static Mono<Void> held(@Nullable Share share) {
        long wait = share == null ? 0 : share.bucket().tryTake(Uptime.millis());
        if (wait == 0) return Mono.empty();
        return Mono.error(Problem.rateLimited("This account may make " + share.perMinute() + " requests a minute.",
                Math.max(1, wait / 1_000)));
    }

    @Override
    public long turn(AccountId account, long now) {
        if (standings.getIfPresent(account) == null) of(account).subscribe(_ -> {}, _ -> {});
        Share share = messages.get(account);
        return share == null ? 0 : share.bucket().take(now);
    }

    private Mono<Standing> changed(AccountId account) {
        standings.synchronous().invalidate(account);
        return of(account);
    }

    private void forget(AccountId account) {
        standings.synchronous().invalidate(account);
        List.of(requests, messages).forEach(shares -> shares.remove(account));
    }

    private void share(AccountId account, Standing standing) {
        keep(requests, account, standing.quotas().requestsPerMinute());
        keep(messages, account, standing.quotas().messagesPerMinute());
    }

    private static void keep(Map<AccountId, Share> shares, AccountId account, @Nullable Integer perMinute) {
        if (perMinute == null) shares.remove(account);
        else
            shares.compute(account, (_, known) -> known != null && known.perMinute() == perMinute ? known : Share.of(perMinute));
    }
}
