package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.v2.Message.MeterValue;
import io.wattline.csms.ocpp.v2.Message.SampledValue;
import io.wattline.csms.ocpp.wire.Moment;
import io.wattline.csms.ocpp.wire.Readings;
import io.wattline.csms.ocpp.wire.SampleSets;
import io.wattline.model.charging.Measurand;
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
            if (value.sampledValue() == null) continue;
            var samples = new ArrayList<Sample>(value.sampledValue().size());
            var signed = new ArrayList<SignedReading>();
            value.sampledValue().forEach(each -> read(each, samples, signed));
            facts.addAll(SampleSets.facts(connector, transaction, Moment.of(value.timestamp(), received), samples, signed));
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

    private static void read(SampledValue value, List<Sample> samples, List<SignedReading> signed) {
        Sample sample = value.value() == null ? null : sample(value, value.value());
        if (sample != null) samples.add(sample);
        var signature = value.signedMeterValue();
        if (signature != null && signature.signedMeterData() != null)
            signed.add(new SignedReading(signature.signedMeterData(), signature.signingMethod(), signature.encodingMethod(),
                    signature.publicKey(), value.context(), value.measurand()));
    }

    private static @Nullable Sample sample(SampledValue value, BigDecimal raw) {
        String unit = null;
        BigDecimal number = raw;
        if (value.unitOfMeasure() != null) {
            unit = value.unitOfMeasure().unit();
            Integer multiplier = value.unitOfMeasure().multiplier();
            if (multiplier != null && Math.abs((long) multiplier) > LARGEST_MULTIPLIER) return null;
            if (multiplier != null && multiplier != 0) number = number.movePointRight(multiplier);
        }
        return Readings.sample(value.measurand(), number, unit, value.context(), value.phase(), value.location());
    }
}
