package io.wattline.portal.transactions;

import io.wattline.portal.csms.MeterValue;
import io.wattline.portal.csms.Transaction;
import io.wattline.portal.web.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One charging session; {@code liveHref} is null once nothing of it moves any more. */
record TransactionView(TransactionRow row, List<Fact> facts, List<String> flags, @Nullable MeterCurve curve, @Nullable String soc,
        @Nullable String liveHref,
        @Nullable String closeHref) {
    TransactionView {
        facts = List.copyOf(facts);
        flags = List.copyOf(flags);
    }

    static TransactionView of(Transaction transaction, List<MeterValue> values, Instant now, boolean mayClose) {
        var row = TransactionRow.of(transaction, now);
        String soc = values.reversed().stream().filter(value -> value.socPercent() != null).findFirst()
                .map(value -> Figures.percent(value.socPercent())).orElse(null);
        return new TransactionView(row, facts(transaction), transaction.flags(), MeterCurve.of(values), soc,
                transaction.active() ? row.href() + "/live" : null,
                transaction.active() && mayClose ? row.href() + "/close" : null);
    }

    private static List<Fact> facts(Transaction transaction) {
        var facts = new ArrayList<Fact>();
        add(facts, "Charging state", transaction.chargingState());
        add(facts, "OCPP transaction", transaction.ocppTransactionId());
        add(facts, "Start reason", transaction.startReason());
        add(facts, "Stop reason", transaction.stopReason());
        add(facts, "Meter at start", transaction.meterStartKwh() == null ? null : Figures.kWh(transaction.meterStartKwh()) + " kWh");
        add(facts, "Meter at end", transaction.meterStopKwh() == null ? null : Figures.kWh(transaction.meterStopKwh()) + " kWh");
        add(facts, "Price",
                transaction.pricePerKwh() == null ? null : Figures.money(transaction.pricePerKwh(), transaction.currency()) + " per kWh");
        return facts;
    }

    private static void add(List<Fact> facts, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) facts.add(new Fact(label, value));
    }

    record Fact(String label, String value) {}
}
