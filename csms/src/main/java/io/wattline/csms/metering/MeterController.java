package io.wattline.csms.metering;

import io.wattline.model.account.Permission;
import io.wattline.csms.web.Needs;
import io.wattline.csms.metering.MeterQueries.Filter;
import io.wattline.csms.metering.MeterQueries.MeterValue;
import io.wattline.csms.station.Stations;
import io.wattline.csms.transaction.Transactions;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.station.StationId;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class MeterController {
    /** Clocks of stations step back a little now and then. */
    private static final Duration LEEWAY = Duration.ofDays(1);

    private final Stations stations;
    private final Transactions transactions;
    private final MeterSeries series;

    MeterController(Stations stations, Transactions transactions, MeterSeries series) {
        this.stations = stations;
        this.transactions = transactions;
        this.series = series;
    }

    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/api/v1/stations/{id}/meter-values")
    Mono<Page<MeterValue>> ofStation(Caller caller, @PathVariable StationId id, @ModelAttribute Filter filter,
            @Valid @ModelAttribute PageQuery page) {
        return stations.require(caller, id).flatMap(station -> page(caller, station, filter, page));
    }

    @Needs(value = Permission.READ_TRANSACTIONS, orOwn = true)
    @GetMapping("/api/v1/transactions/{id}/meter-values")
    Mono<Page<MeterValue>> ofTransaction(Caller caller, @PathVariable String id, @Valid @ModelAttribute PageQuery page) {
        return transactions.require(caller, id).flatMap(known -> page(caller, known.connector().station(),
                new Filter(known.startedAt().minus(LEEWAY), null, null, null, UUID.fromString(id), null), page));
    }

    private Mono<Page<MeterValue>> page(Caller caller, StationId station, Filter filter, PageQuery page) {
        return series.page(caller.account(), station.value(), filter, page);
    }
}
