package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.v16.Message.MeterValue;
import io.wattline.csms.ocpp.v16.Message.SampledValue;
import io.wattline.csms.ocpp.wire.Moment;
import io.wattline.csms.ocpp.wire.Readings;
import io.wattline.csms.ocpp.wire.SampleSets;
import io.wattline.model.charging.Sample;
import io.wattline.model.charging.SignedReading;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.station.ConnectorRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Meter values as facts. Signed values are no numbers and kept as they came. */
final class MeterReadings {
    private MeterReadings() {}

    static List<MeterSampled> of(ConnectorRef connector, @Nullable TransactionRef transaction, @Nullable List<MeterValue> values,
            Instant received) {
        if (values == null) return List.of();
        var facts = new ArrayList<MeterSampled>(values.size());
        for (MeterValue value : values) {
            if (value.sampledValue() == null) continue;
            var samples = new ArrayList<Sample>(value.sampledValue().size());
            var signed = new ArrayList<SignedReading>();
            value.sampledValue().forEach(each -> read(each, samples, signed));
            facts.addAll(SampleSets.facts(connector, transaction, Moment.of(value.timestamp(), received), samples, signed));
        }
        return facts;
    }

    private static void read(SampledValue value, List<Sample> samples, List<SignedReading> signed) {
        if ("SignedData".equals(value.format())) {
            signed.add(new SignedReading(value.value(), null, null, null, value.context(), value.measurand()));
            return;
        }
        BigDecimal number = Readings.number(value.value());
        if (number == null) return;
        Sample sample = Readings.sample(value.measurand(), number, value.unit(), value.context(), value.phase(), value.location());
        if (sample != null) samples.add(sample);
    }
}
