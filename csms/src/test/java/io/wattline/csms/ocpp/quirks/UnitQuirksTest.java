package io.wattline.csms.ocpp.quirks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Deviation;
import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.ocpp.Quirks;
import io.wattline.csms.ocpp.Quirks.Unit;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.charging.Measurand;
import io.wattline.model.charging.Sample;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.OcppVersion;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Units that lie, by the station's quirk profile: X21. */
class UnitQuirksTest {
    private static final Manners LIAR = new Manners(false,
            new Quirks(Unit.kWh, Unit.kWh, Unit.kW, null, null, null, null, null, null, null));

    @Test
    void energyLabelledWhThatCountsKwhAndPowerInKwSentAsW() {
        var station = Station16.station(LIAR);
        station.sends("[2,'1','MeterValues',{'connectorId':1,'meterValue':[{'timestamp':'2026-01-01T10:00:00Z','sampledValue':["
                + "{'value':'361.5','unit':'Wh'},{'value':'9.4','measurand':'Power.Active.Import','unit':'W'},"
                + "{'value':'362','measurand':'Energy.Active.Import.Register','unit':'kWh'},{'value':'16','measurand':'Current.Import','unit':'A'}]}]}]")
                .answers("[3,'1',{}]");

        assertThat(values(station)).containsExactly("361500", "9400", "362000", "16");
        assertThat(station.deviations).extracting(Deviation::kind).containsExactly("unit-corrected");
    }

    @Test
    void registersAtTheBeginningAndTheEndToo() {
        var station = Station16.station(LIAR);
        station.sends("[2,'1','StartTransaction',{'connectorId':1,'idTag':'A','meterStart':361,'timestamp':'2026-01-01T10:00:00Z'}]")
                .next();
        station.sends("[2,'2','StopTransaction',{'transactionId':1,'meterStop':372,'timestamp':'2026-01-01T11:00:00Z','transactionData':"
                + "[{'timestamp':'2026-01-01T10:30:00Z','sampledValue':[{'value':'365'}]}]}]").next();

        assertThat(((TransactionStarted) station.told().getFirst()).meterStartWh()).isEqualByComparingTo("361000");
        assertThat(((TransactionEnded) station.told().getLast()).meterStopWh()).isEqualByComparingTo("372000");
        assertThat(values(station)).containsExactly("365000");
    }

    @Test
    void in2xToo() {
        var station = Station2.station(OcppVersion.V2_0_1, LIAR);
        station.sends("[2,'1','MeterValues',{'evseId':1,'meterValue':[{'timestamp':'2026-01-01T10:00:00Z','sampledValue':["
                + "{'value':361.5},{'value':7.4,'measurand':'Power.Active.Import','unitOfMeasure':{'unit':'W'}},"
                + "{'value':362,'unitOfMeasure':{'unit':'kWh'}}]}]}]").answers("[3,'1',{}]");

        assertThat(values(station)).containsExactly("361500", "7400", "362000");
    }

    @Test
    void withoutAProfileUnitsAreBelieved() {
        var station = Station16.station();
        station.sends("[2,'1','MeterValues',{'connectorId':1,'meterValue':[{'timestamp':'2026-01-01T10:00:00Z','sampledValue':["
                + "{'value':'361','unit':'Wh'},{'value':'21','measurand':'Temperature','unit':'Celcius'}]}]}]").answers("[3,'1',{}]");

        assertThat(values(station)).containsExactly("361", "21");
        assertThat(station.told()).flatExtracting(fact -> ((MeterSampled) fact).samples())
                .extracting(Sample::measurand)
                .containsExactly(Measurand.ENERGY_IMPORT, Measurand.TEMPERATURE);
        assertThat(station.deviations).isEmpty();
    }

    private static List<String> values(TestStation station) {
        return station.told().stream().filter(MeterSampled.class::isInstance).flatMap(fact -> ((MeterSampled) fact).samples().stream())
                .map(sample -> sample.value().stripTrailingZeros()).map(BigDecimal::toPlainString).toList();
    }
}
