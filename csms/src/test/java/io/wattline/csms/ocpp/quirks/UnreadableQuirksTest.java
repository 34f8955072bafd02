package io.wattline.csms.ocpp.quirks;

import static io.wattline.csms.ocpp.TestStation.ID;
import static io.wattline.csms.ocpp.TestStation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.event.MessageSuspect;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.OcppVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bills is never refused: a message of a transaction that cannot be understood is acknowledged and kept. X25, X26, X28, X55. */
class UnreadableQuirksTest {
    private final TestStation station = Station16.station();
    private final TestStation modern = Station2.station(OcppVersion.V2_0_1);

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"[]", "''", "null", "[{'value':{}}]"})
    void sampledValuesThatAreNoneTouchNothingAndAreAcknowledged(String sampled) {
        station.sends(
                "[2,'1','MeterValues',{'connectorId':1,'transactionId':5,'meterValue':[{'timestamp':'2026-01-01T10:00:00Z','sampledValue':"
                        + sampled + "}]}]")
                .answers("[3,'1',{}]");
        modern.sends(
                "[2,'1','TransactionEvent',{'eventType':'Updated','timestamp':'2026-01-01T10:00:00Z','triggerReason':'MeterValuePeriodic',"
                        + "'seqNo':3,'transactionInfo':{'transactionId':'T1'},'meterValue':[{'timestamp':'2026-01-01T10:00:00Z','sampledValue':"
                        + sampled
                        + "}]}]")
                .answers("[3,'1',{}]");

        assertThat(station.told()).singleElement().isInstanceOf(MessageSuspect.class);
        assertThat(modern.told()).hasSize(1).noneMatch(MeterSampled.class::isInstance).noneMatch(MessageSuspect.class::isInstance);
    }

    @Test
    void oneItemThatCannotBeReadDoesNotCostTheOthers() {
        station.sends("[2,'1','MeterValues',{'connectorId':1,'meterValue':[{'timestamp':'2026-01-01T10:00:00Z','sampledValue':["
                + "{'value':{'no':1}},{'value':'5'}]}]}]").answers("[3,'1',{}]");

        assertThat(station.only(MeterSampled.class).samples()).hasSize(1);
    }

    @Test
    void aStartThatCannotBeUnderstoodIsKeptAndGetsANumber() {
        String start = "'StartTransaction',{'connectorId':1,'idTag':'A','timestamp':'2026-01-01T10:00:00Z'}]";
        station.sends("[2,'1'," + start).answers("[3,'1',{'idTagInfo':{'status':'Invalid'},'transactionId':1}]");
        station.sends("[2,'2'," + start).answers("[3,'2',{'idTagInfo':{'status':'Invalid'},'transactionId':1}]");
        station.sends("[2,'3','StartTransaction',{}]").answers("[3,'3',{'idTagInfo':{'status':'Invalid'},'transactionId':2}]");

        assertThat(station.told()).filteredOn(MessageSuspect.class::isInstance).hasSize(3);
        assertThat(station.told()).filteredOn(TransactionStarted.class::isInstance).hasSize(2)
                .allSatisfy(fact -> assertThat(((TransactionStarted) fact).meterStartWh()).isNull());
        assertThat(station.deviations.getFirst().kind()).isEqualTo("unreadable");
    }

    @Test
    void aStopWithoutItsMeterAndAnEventWithoutItsNumberAreUnderstood() {
        station.sends("[2,'1','StopTransaction',{'transactionId':'7','timestamp':''}]").answers("[3,'1',{}]");
        modern.sends(
                "[2,'1','TransactionEvent',{'eventType':'ended','timestamp':'2026-01-01T10:00:00Z','transactionInfo':{'transactionId':9}}]")
                .answers("[3,'1',{}]");

        assertThat(station.only(TransactionEnded.class)).satisfies(end -> {
            assertThat(end.transaction().value()).isEqualTo("7");
            assertThat(end.meterStopWh()).isNull();
            assertThat(end.at()).isEqualTo(NOW);
        });
        assertThat(modern.only(TransactionEnded.class)).satisfies(end -> {
            assertThat(end.transaction().value()).isEqualTo("9");
            assertThat(end.details().seqNo()).isNull();
            assertThat(end.details().trigger()).isEqualTo("AbnormalCondition");
        });
    }

    @Test
    void anEventThatCannotBeUnderstoodIsKept() {
        modern.sends("[2,'1','TransactionEvent',{'eventType':'Started'}]").answers("[3,'1',{}]");

        assertThat(modern.only(MessageSuspect.class)).satisfies(suspect -> {
            assertThat(suspect.station()).isEqualTo(ID);
            assertThat(suspect.action()).isEqualTo("TransactionEvent");
            assertThat(suspect.flaw()).contains("required");
            assertThat(suspect.payload()).isEqualTo("{\"eventType\":\"Started\"}");
        });
    }

    @Test
    void whatIsNoTransactionAndCannotBeUnderstoodIsRefused() {
        station.sends("[2,'1','Authorize',{}]");

        assertThat(station.next()).startsWith("[4,\"1\",\"OccurenceConstraintViolation\"");
        assertThat(station.told()).isEmpty();
    }

    @Test
    void aStrictStationIsRefused() {
        var strict = Station16.station(Manners.STRICT);
        strict.sends("[2,'1','StartTransaction',{'connectorId':'1','idTag':'A','meterStart':0,'timestamp':'2026-01-01T10:00:00Z'}]")
                .answers("[4,'1','TypeConstraintViolation','/connectorId: string found, integer expected',{}]");

        assertThat(strict.told()).isEmpty();
        assertThat(strict.deviations).isEmpty();
    }
}
