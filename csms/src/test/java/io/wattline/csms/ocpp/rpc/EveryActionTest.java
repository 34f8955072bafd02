package io.wattline.csms.ocpp.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.csms.ocpp.OcppActions.Action;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.event.MonitorFact.StreamValuesReported;
import io.wattline.model.station.OcppVersion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Every action of every version, as its schema document lists it: with only what is required, and with everything. */
class EveryActionTest {
    private static final SchemaValidator SCHEMAS = new SchemaValidator();

    @TestFactory
    Stream<DynamicTest> ofAStationIsAnsweredValidly() {
        return actions("station", "both").map(asked -> dynamicTest(asked.toString(), () -> {
            for (JsonNode payload : asked.payloads()) {
                var station = asked.station();
                station.central.tokens.put("X", new TokenAnswer(TagStatus.ACCEPTED, TestStation.NOW, null));
                if (SCHEMAS.flawInSend(asked.version, asked.action.name(), payload) == null) {
                    station.sends("[6,'1','" + asked.action.name() + "'," + payload + "]").receivesNothing();
                    assertThat(station.told()).hasOnlyElementsOfType(StreamValuesReported.class).hasSize(1);
                    continue;
                }
                var answer = TestStation.tree(station.sends("[2,'1','" + asked.action.name() + "'," + payload + "]").next());

                assertThat(answer.path(0).intValue()).as(answer.toString()).isEqualTo(3);
                assertThat(SCHEMAS.flawInOurAnswer(asked.version, asked.action.name(), answer.path(2))).isNull();
                station.receivesNothing();
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> ofTheCentralSystemIsNotSupportedFromAStation() {
        return actions("csms").map(asked -> dynamicTest(asked.toString(), () -> {
            var answer = TestStation
                    .tree(asked.station().sends("[2,'1','" + asked.action.name() + "'," + asked.payloads().getFirst() + "]").next());

            assertThat(answer.path(0).intValue()).isEqualTo(4);
            assertThat(answer.path(2).stringValue()).isEqualTo("NotSupported");
        }));
    }

    @TestFactory
    Stream<DynamicTest> ofTheCentralSystemCanBeSentAsItIs() {
        return actions("csms", "both").map(asked -> dynamicTest(asked.toString(), () -> {
            for (JsonNode payload : asked.payloads()) {
                assertThat(SCHEMAS.flaw(asked.version, asked.action.name(), payload.toString())).isEmpty();

                asked.station().isAsked(new RawCall(asked.action.name(), payload.toString())).isCalled(asked.action.name(),
                        payload.toString());
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> isListedWithASchemaThatStandsAlone() {
        return actions("station", "csms", "both").map(asked -> dynamicTest(asked.toString(), () -> {
            var schema = FrameCodec.mapper().readTree(asked.action.schema());

            assertThat(schema.findValuesAsString("$ref"))
                    .allSatisfy(reference -> assertThat(schema.at(reference.substring(1)).isObject()).isTrue());
        }));
    }

    private record Asked(OcppVersion version, Action action) {
        List<JsonNode> payloads() {
            var schema = FrameCodec.mapper().readTree(action.schema());
            var payloads = new SchemaPayloads(schema);
            return List.of(payloads.minimal(schema), payloads.complete(schema));
        }

        TestStation station() { return version.is2x() ? Station2.station(version) : Station16.station(); }

        @Override
        public String toString() { return version.number() + " " + action.name(); }
    }

    private static Stream<Asked> actions(String... senders) {
        return Stream.of(OcppVersion.values())
                .flatMap(version -> SCHEMAS.of(version).stream().map(action -> new Asked(version, action)))
                .filter(asked -> List.of(senders).contains(asked.action.from()));
    }
}
