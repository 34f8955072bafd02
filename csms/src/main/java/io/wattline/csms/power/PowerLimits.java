package io.wattline.csms.power;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.model.event.AccountEvent;
import io.wattline.csms.outbox.CommitListener;
import io.wattline.csms.power.PowerRows.PowerRow;
import io.wattline.csms.power.StationPower.Place;
import io.wattline.csms.quirk.Make;
import io.wattline.csms.quirk.QuirkProfiles;
import io.wattline.csms.transaction.TransactionProperties;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.Booted;
import io.wattline.model.event.VariablesReported;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the stations that report here can give: read when one does for the first time, and again after a change. */
@Component
public class PowerLimits implements CommitListener {
    /** For changes made on other nodes. */
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** A limit without unit, or below what any connector gives, says nothing. */
    private static final BigDecimal LEAST_W = BigDecimal.valueOf(1_000);

    private final PowerRows rows;
    private final QuirkProfiles profiles;
    private final StationPower unknown;
    private final Cache<StationKey, StationPower> known = Caffeine.newBuilder().expireAfterWrite(FRESH).build();

    PowerLimits(PowerRows rows, QuirkProfiles profiles, TransactionProperties settings) {
        this.rows = rows;
        this.profiles = profiles;
        unknown = StationPower.unknown(watts(settings.maxPowerKw()));
    }

    public record StationKey(AccountId account, StationId station) {}

    /** Of each of these stations; all but the new ones from memory. */
    public Mono<Map<StationKey, StationPower>> of(DatabaseClient db, Collection<StationKey> stations) {
        var found = new HashMap<>(known.getAllPresent(stations));
        if (found.size() == stations.size()) return Mono.just(found);
        List<StationKey> missing = stations.stream().filter(key -> !found.containsKey(key)).toList();
        return rows.of(db, missing).collect(Collectors.groupingBy(PowerRow::key)).map(told -> {
            for (StationKey key : missing) {
                StationPower power = power(told.getOrDefault(key, List.of()));
                known.put(key, power);
                found.put(key, power);
            }
            return found;
        });
    }

    Mono<StationPower> of(AccountId account, StationId station) { return rows.of(account, station).collectList().map(this::power); }

    void changed(AccountId account, StationId station) { known.invalidate(new StationKey(account, station)); }

    @Override
    public void onCommit(List<AccountEvent> facts) {
        for (AccountEvent fact : facts) {
            boolean news = fact.event() instanceof Booted || fact.event() instanceof VariablesReported told && tellsOfPower(told);
            if (news) changed(fact.account(), fact.event().station());
        }
    }

    private static boolean tellsOfPower(VariablesReported told) {
        return told.variables().stream().anyMatch(each -> each.variable().name().equalsIgnoreCase("Power"))
                || told.gone().stream().anyMatch(each -> each.name().equalsIgnoreCase("Power"));
    }

    private StationPower power(List<PowerRow> told) {
        var byOperator = new HashMap<Place, BigDecimal>();
        var byModel = new HashMap<Place, BigDecimal>();
        BigDecimal byMake = null;
        for (PowerRow row : told) {
            switch (row.kind()) {
                case "make" -> byMake = ofMake(row.make());
                case "operator" -> byOperator.put(row.place(), watts(row.value()));
                default -> {
                    BigDecimal watts = modelled(row.value(), row.unit());
                    if (watts != null) byModel.merge(row.place(), watts, BigDecimal::max);
                }
            }
        }
        boolean nothing = byOperator.isEmpty() && byModel.isEmpty() && byMake == null;
        return nothing ? unknown : new StationPower(byOperator, byModel, byMake, unknown.otherwise());
    }

    private @Nullable BigDecimal ofMake(Make make) {
        BigDecimal kilowatts = profiles.of(make).maxPowerKw();
        return kilowatts == null ? null : watts(kilowatts);
    }

    private static @Nullable BigDecimal modelled(BigDecimal limit, @Nullable String unit) {
        BigDecimal watts = "kW".equalsIgnoreCase(unit) ? watts(limit) : limit;
        boolean readable = unit != null && (unit.equalsIgnoreCase("W") || unit.equalsIgnoreCase("kW"));
        return readable && watts.compareTo(LEAST_W) >= 0 ? watts : null;
    }

    private static BigDecimal watts(BigDecimal kilowatts) { return kilowatts.movePointRight(3); }
}
