package io.wattline.csms.conformance;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.ws.RawStation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Stations that name their version or themselves in their own way, or come twice. */
class OddHandshakesTest extends OddScene {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"OCPP1.6;OCPP1.6;1.6", "ocpp16;ocpp16;1.6", "ocpp1_6;ocpp1_6;1.6",
            "soap, ocpp2.0.1,ocpp2.0.1, ;ocpp2.0.1;2.0.1", "Ocpp2.1 , ocpp1.6;Ocpp2.1;2.1"})
    void aMisspeltVersionIsEchoedAsItWasSpeltAndShownAsWhatItIs(String offered, String echoed, String version) {
        RawStation station = connects(offered);

        assertThat(station.headers).containsEntry("Sec-WebSocket-Protocol", echoed);
        assertThat(result(station, "[2,'1'," + (version.equals("1.6") ? BOOT_16 : BOOT_2X) + "]").path("status").asString())
                .isEqualTo("Accepted");
        operator.seesStation("{'online':true,'ocppVersion':'" + version + "','vendor':'Odd'}");
    }

    @Test
    void aProbeWithOneVersionBindsNobodyToIt() {
        RawStation probe = connects("ocpp1.6");
        result(probe, "[2,'1'," + BOOT_16 + "]");
        operator.seesStation("{'ocppVersion':'1.6'}");

        RawStation station = connects("ocpp2.0.1");
        probe.isClosed(1000, "replaced");
        result(station, "[2,'1'," + BOOT_2X + "]");
        station.sends("[2,'2','StatusNotification',{'timestamp':'" + now + "','connectorStatus':'Available','evseId':2,'connectorId':1}]")
                .answers("[3,'2',{}]");

        operator.seesStation("{'online':true,'ocppVersion':'2.0.1','connectors':[{'evse':2,'connector':1,'status':'Available'}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"%7Cx;|x", "%2Fx;/x", "+x;+x", "%2Bx;+x", "%C3%A9;é", "%20x;' x'", "%252F;%2F", "/;''"})
    void anIdentityIsWhatItsAddressMeans(String written, String meant) {
        RawStation station = connects("//ocpp//" + id + written, "Sec-WebSocket-Protocol: ocpp1.6");
        station.sends("[2,'1'," + status(1, "Available", "") + "]").answers("[3,'1',{}]");

        JsonNode shown = read(id + meant);
        assertThat(shown.path("id").asString()).isEqualTo(id + meant);
        assertThat(shown.path("connectors").size()).isEqualTo(1);
    }

    @Test
    void identitiesThatDifferInCaseAreDifferentStations() {
        connects("/OCPP/" + id + "a", "Sec-WebSocket-Protocol: ocpp1.6");
        connects("/ocpp/" + id + "A/", "Sec-WebSocket-Protocol: ocpp2.0.1");

        assertThat(read(id + "a").path("ocppVersion").asString()).isEqualTo("1.6");
        assertThat(read(id + "A").path("ocppVersion").asString()).isEqualTo("2.0.1");
    }

    @Test
    void theNewestConnectionIsTheStationAndTheEndOfTheOldOneIsNoDeparture() {
        RawStation old = connects("ocpp1.6");
        result(old, "[2,'1'," + BOOT_16 + "]");
        var asked = operator.commands("clear-cache", "{}");
        assertThat(old.hears()).contains("ClearCache");

        RawStation fresh = connects("ocpp1.6");
        old.isClosed(1000, "replaced");
        old.close();

        asked.becomes("{'stage':'failed','result':'Unreachable','error':'the connection ended: replaced'}");
        fresh.sends("[2,'1'," + status(1, "Preparing", "") + "]").answers("[3,'1',{}]");
        operator.seesStation("{'online':true,'connectors':[{'reportedStatus':'Preparing'}]}");
        operator.seesAt("/events?type=station.disconnected", "{'items':[]}");
        fresh.close();
        operator.seesStation("{'online':false}");
    }

    private JsonNode read(String station) { return json(operator.rest.get("/api/v1/stations/{id}", station), 200); }
}
