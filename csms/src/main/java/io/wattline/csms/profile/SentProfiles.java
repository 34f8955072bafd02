package io.wattline.csms.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import io.wattline.model.charging.ChargingProfile.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What became of profiles on their way to stations, until their answers come. */
@Component
class SentProfiles {
    record Key(AccountId account, StationId station, int number) {}

    /** {@code adjustments}: sentences that say what was changed for the station; {@code purpose}: the one it was asked to take first. */
    record Sent(List<String> adjustments, @Nullable Purpose purpose, boolean verify) {
        static final Sent AS_IT_IS = new Sent(List.of(), null, false);

        /** What was changed until the station took it with this purpose. */
        String[] adjustmentsUntil(Purpose taken) {
            var told = new ArrayList<>(adjustments);
            if (purpose != null && purpose != taken)
                told.add("The station rejected the purpose " + purpose + " and took " + taken + ".");
            return told.toArray(String[]::new);
        }
    }

    private final Cache<Key, Sent> sent = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(5)).build();

    void remember(Key key, Sent what) { sent.put(key, what); }

    Sent of(Key key) {
        Sent known = sent.getIfPresent(key);
        return known == null ? Sent.AS_IT_IS : known;
    }
}
