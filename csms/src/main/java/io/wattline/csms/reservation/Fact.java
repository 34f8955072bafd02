package io.wattline.csms.reservation;

import io.wattline.csms.database.Rows;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.StationEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** One kind of facts of a batch. */
record Fact<F extends StationEvent>(AccountId account, F told, Instant receivedAt) {
    static <F extends StationEvent> List<Fact<F>> all(Class<F> kind, List<AccountEvent> batch) {
        return batch.stream().filter(each -> kind.isInstance(each.event()))
                .map(each -> new Fact<>(each.account(), kind.cast(each.event()), each.receivedAt())).toList();
    }

    /** A statement can change a row once: of several facts of a reservation the last one counts. */
    static <F extends StationEvent> List<Fact<F>> lastOfEach(Class<F> kind, List<AccountEvent> batch, ToIntFunction<F> number) {
        Map<Object, Fact<F>> last = new LinkedHashMap<>();
        for (Fact<F> fact : all(kind, batch)) last.put(List.of(fact.account, fact.told.station(), number.applyAsInt(fact.told)), fact);
        return List.copyOf(last.values());
    }

    static <F extends StationEvent> Rows<Fact<F>> keys(Rows<Fact<F>> rows, ToIntFunction<F> number) {
        return rows.column("account", fact -> fact.account().value())
                .column("station", fact -> fact.told().station().value())
                .column("number", fact -> number.applyAsInt(fact.told()))
                .column("receivedAt", Fact::receivedAt);
    }
}
