package io.wattline.csms.metering;

import io.wattline.csms.database.RetentionProperties;
import io.wattline.csms.metering.MeterQueries.Filter;
import io.wattline.csms.metering.MeterQueries.MeterValue;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** A station's meter values in the resolution that fits what is asked: a whole window fits on one page unless samples are wanted. */
@Service
class MeterSeries {
    private final MeterQueries queries;
    private final RetentionProperties retention;
    private final Clock clock;

    MeterSeries(MeterQueries queries, RetentionProperties retention, Clock clock) {
        this.queries = queries;
        this.retention = retention;
        this.clock = clock;
    }

    Mono<Page<MeterValue>> page(AccountId account, String station, Filter filter, PageQuery page) {
        Resolution known = known(filter, page);
        if (known != null) return page(account, station, filter, known, page);
        var window = Window.of(filter);
        if (window == null) return page(account, station, filter, Resolution.SAMPLES, page);
        Resolution fitting = Resolution.fitting(window.length(), page.limit());
        if (isGone(window.from())) return page(account, station, filter, fitting, page);
        return page(account, station, filter, Resolution.SAMPLES, page)
                .flatMap(samples -> samples.next() == null ? Mono.just(samples) : page(account, station, filter, fitting, page));
    }

    /** A page goes on as the one before it; what happened in a transaction is told sample by sample. */
    private static @Nullable Resolution known(Filter filter, PageQuery page) {
        Resolution asked = Resolution.asked(filter.resolution());
        Resolution begun = SeriesPosition.of(page.after()).resolution();
        if (begun != null) return begun;
        return asked == null && filter.transactionId() != null ? Resolution.SAMPLES : asked;
    }

    private boolean isGone(Instant from) { return from.isBefore(clock.instant().minus(retention.meterValues())); }

    private Mono<Page<MeterValue>> page(AccountId account, String station, Filter filter, Resolution resolution, PageQuery page) {
        Mono<List<MeterValue>> rows = resolution == Resolution.SAMPLES
                ? queries.samples(account, station, filter, page).collectList()
                : queries.spans(account, station, Window.bounded(filter), resolution, page).collectList();
        return rows.map(found -> Page.of(found, page, MeterValue::orderKey));
    }

    /** A span of time with both ends. */
    private record Window(Instant from, Instant to) {
        static @Nullable Window of(Filter filter) {
            return filter.from() == null || filter.to() == null ? null : new Window(filter.from(), filter.to());
        }

        static Filter bounded(Filter filter) {
            if (of(filter) == null)
                throw Problem.badRequest("Spans of time need a window.", new Problem.Field("from", "give both from and to"));
            return filter;
        }

        Duration length() { return Duration.between(from, to); }
    }
}
