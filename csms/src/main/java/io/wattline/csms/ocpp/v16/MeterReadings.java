package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.v16.Message.MeterValue;
import io.wattline.csms.ocpp.v16.Message.SampledValue;
import io.wattline.csms.ocpp.wire.Readings;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.charging.Sample;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.station.ConnectorRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Meter values as facts. Signed values are no numbers and stay in the frame log. */
final class MeterReadings {
    private MeterReadings() {}

    static List<MeterSampled> of(ConnectorRef connector, @Nullable TransactionRef transaction, List<MeterValue> values, Instant received) {
        var facts = new ArrayList<MeterSampled>(values.size());
        for (MeterValue value : values) {
            var samples = samples(value.sampledValue());
            if (!samples.isEmpty())
                facts.add(new MeterSampled(connector, Timestamps.read(value.timestamp(), received), transaction, samples));
        }
        return facts;
    }

    private static List<Sample> samples(List<SampledValue> values) {
        var samples = new ArrayList<Sample>(values.size());
        for (SampledValue value : values) {
            BigDecimal number = "SignedData".equals(value.format()) ? null : Readings.number(value.value());
            if (number == null) continue;
            Sample sample = Readings.sample(value.measurand(), number, value.unit(), value.context(), value.phase(), value.location());
            if (sample != null) samples.add(sample);
        }
        return samples;
    }
}
