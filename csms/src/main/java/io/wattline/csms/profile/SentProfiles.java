package io.wattline.csms.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** What became of profiles on their way to stations, until their answers come. */
@Component
class SentProfiles {
    record Key(AccountId account, StationId station, int number) {}

    /** {@code adjustments}: sentences that say what was changed for the station. */
    record Sent(List<String> adjustments, boolean verify) {
        static final Sent AS_IT_IS = new Sent(List.of(), false);
    }

    private final Cache<Key, Sent> sent = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(5)).build();

    void remember(Key key, Sent what) { sent.put(key, what); }

    Sent of(Key key) {
        Sent known = sent.getIfPresent(key);
        return known == null ? Sent.AS_IT_IS : known;
    }
}
