package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.v2.Message.MeterValue;
import io.wattline.csms.ocpp.v2.Message.SampledValue;
import io.wattline.csms.ocpp.wire.Readings;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.charging.Measurand;
import io.wattline.model.charging.Sample;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.station.ConnectorRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Meter values as facts. */
final class MeterReadings {
    /** From pico to tera; what lies beyond is a mistake. */
    private static final int LARGEST_MULTIPLIER = 12;

    private MeterReadings() {}

    static List<MeterSampled> of(ConnectorRef connector, @Nullable TransactionRef transaction, @Nullable List<MeterValue> values,
            Instant received) {
        if (values == null) return List.of();
        var facts = new ArrayList<MeterSampled>(values.size());
        for (MeterValue value : values) {
            var samples = samples(value.sampledValue());
            if (!samples.isEmpty())
                facts.add(new MeterSampled(connector, Timestamps.read(value.timestamp(), received), transaction, samples));
        }
        return facts;
    }

    /** The energy register in Wh of the reading taken in that context, for example {@code Transaction.Begin}; null when there is none. */
    static @Nullable BigDecimal register(List<MeterSampled> readings, String context) {
        for (MeterSampled reading : readings)
            for (Sample sample : reading.samples())
                if (sample.measurand().equals(Measurand.ENERGY_IMPORT) && sample.context().equals(context) && sample.phase() == null)
                    return sample.value();
        return null;
    }

    private static List<Sample> samples(List<SampledValue> values) {
        var samples = new ArrayList<Sample>(values.size());
        for (SampledValue value : values) {
            Sample sample = sample(value);
            if (sample != null) samples.add(sample);
        }
        return samples;
    }

    private static @Nullable Sample sample(SampledValue value) {
        String unit = null;
        BigDecimal number = value.value();
        if (value.unitOfMeasure() != null) {
            unit = value.unitOfMeasure().unit();
            Integer multiplier = value.unitOfMeasure().multiplier();
            if (multiplier != null && Math.abs(multiplier) > LARGEST_MULTIPLIER) return null;
            if (multiplier != null && multiplier != 0) number = number.movePointRight(multiplier);
        }
        return Readings.sample(value.measurand(), number, unit, value.context(), value.phase(), value.location());
    }
}
