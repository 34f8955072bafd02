package io.wattline.csms.tag;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.csms.account.Accounts;
import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** May a token charge? Answered from memory: the tags of an account are read at their first use and again after a change. */
@Service
public class Tags {
    /** For changes made on other nodes. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final TagRows rows;
    private final UnknownTags unknown;
    private final Accounts accounts;
    private final Clock clock;
    private final AsyncCache<Kind, TagTree> trees = Caffeine.newBuilder().expireAfterWrite(FRESH).buildAsync();

    private final ObjectProvider<TagListener> listeners;

    private record Kind(AccountId account, boolean exact) {}

    Tags(TagRows rows, UnknownTags unknown, Accounts accounts, Clock clock, ObjectProvider<TagListener> listeners) {
        this.rows = rows;
        this.unknown = unknown;
        this.accounts = accounts;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** INVALID for a token that is no tag of the account; wherever it is to charge. */
    public Mono<TokenAnswer> decide(AccountId account, IdToken token) {
        return tree(account).map(tree -> tree.decide(token, null, clock.instant()));
    }

    /** The same at a station. */
    public Mono<TokenAnswer> decide(AccountId account, IdToken token, StationId station) {
        return tree(account).map(tree -> tree.decide(token, station, clock.instant()));
    }

    /** The same for a token that somebody presents there; one that is no tag is remembered. */
    public Mono<TokenAnswer> presented(AccountId account, IdToken token, StationId station) {
        return decide(account, token, station).doOnNext(answer -> {
            if (answer.status() == TagStatus.INVALID) unknown.saw(account, token, station);
        });
    }

    /** How many transactions may run at once with which tags, as far as the token has a part in it. */
    public Mono<List<TagLimit>> limits(AccountId account, IdToken token) {
        return Mono.zip(tree(account), accounts.allowsConcurrentTransactions(account),
                (tree, several) -> tree.limits(token, several ? null : 1));
    }

    /** The tag that a token of a station with OCPP 1.6 means, which knows 20 characters of it. */
    public Mono<IdToken> whole(AccountId account, IdToken token) {
        return tree(account).map(tree -> tree.whole(token));
    }

    /** The same token with the type of its tag, where that has one and the token none. */
    public Mono<IdToken> typed(AccountId account, IdToken token) {
        return tree(account).map(tree -> tree.typed(token));
    }

    /** What holds at a station for each tag of the account. */
    public Mono<Map<IdToken, TokenAnswer>> all(AccountId account, StationId station) {
        return tree(account).map(tree -> tree.all(station, clock.instant()));
    }

    private Mono<TagTree> tree(AccountId account) {
        return accounts.comparesTagsExactly(account).defaultIfEmpty(false).flatMap(exact -> Mono.fromFuture(
                () -> trees.get(new Kind(account, exact), (_, _) -> rows.nodes(account).map(tags -> new TagTree(tags, exact)).toFuture()),
                true));
    }

    /** Tags changed, or what they depend on. A read that is under way saw the state before the change and is not kept either. */
    public void changed(AccountId account) {
        trees.synchronous().invalidateAll(List.of(new Kind(account, true), new Kind(account, false)));
        listeners.forEach(listener -> listener.onTagsChanged(account));
    }
}
