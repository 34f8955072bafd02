package io.wattline.csms.ocpp.wire;

import io.wattline.model.charging.Sample;
import io.wattline.model.charging.SignedReading;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.station.ConnectorRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Facts of sampled values. A set may mix contexts (the register at the begin and at the end of a transaction under one time), which
 * are moments of their own: the begin comes first and the end last.
 */
public final class SampleSets {
    private static final String PERIODIC = "Sample.Periodic";

    private SampleSets() {}

    /** None for a set that says nothing. */
    public static List<MeterSampled> facts(ConnectorRef connector, @Nullable TransactionRef transaction, Moment moment,
            List<Sample> samples, List<SignedReading> signed) {
        List<String> contexts = Stream.concat(samples.stream().map(Sample::context), signed.stream().map(SampleSets::contextOf))
                .distinct().sorted(Comparator.comparing(SampleSets::rank)).toList();
        if (contexts.size() == 1) return List.of(new MeterSampled(connector, moment.at(), transaction, samples, signed, moment.claimed()));
        var facts = new ArrayList<MeterSampled>(contexts.size());
        for (String context : contexts)
            facts.add(new MeterSampled(connector, moment.at(), transaction,
                    samples.stream().filter(sample -> sample.context().equals(context)).toList(),
                    signed.stream().filter(reading -> contextOf(reading).equals(context)).toList(), moment.claimed()));
        return facts;
    }

    private static String contextOf(SignedReading reading) { return Objects.requireNonNullElse(reading.context(), PERIODIC); }

    private static int rank(String context) {
        return switch (context) {
            case "Transaction.Begin" -> 0;
            case "Transaction.End" -> 2;
            default -> 1;
        };
    }
}
