package io.wattline.csms.ocpp.quirks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.ocpp.Quirks;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.command.CommandProgress.Sent;
import io.wattline.model.command.StationCommand.ChangeConfiguration;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.station.OcppVersion;
import org.junit.jupiter.api.Test;

/** X44: stations that want their password as hexadecimal digits get it so, and what they took is what counts. */
class PasswordQuirksTest {
    private static final Manners HEX = new Manners(false, new Quirks(null, null, null, null, null, null, null, null, null, true));
    private static final String DIGITS = "736573616d6531323334";

    @Test
    void aPasswordIsWrittenInDigitsForThoseWhoWantThem() {
        TestStation station = Station16.station();
        station.central.manners = HEX;

        station.isAsked(new ChangeConfiguration("AuthorizationKey", "sesame1234"))
                .isCalled("ChangeConfiguration", "{'key':'AuthorizationKey','value':'" + DIGITS + "'}")
                .replies("[3,$id,{'status':'Accepted'}]");

        assertThat(station.central.passwords).containsExactly(DIGITS);
        assertThat(station.progress.getFirst()).isInstanceOfSatisfying(Sent.class, sent -> assertThat(sent.request()).contains("***"));
        assertThat(station.seen).noneMatch(frame -> frame.text().contains("sesame1234") || frame.text().contains(DIGITS));
    }

    @Test
    void digitsAreNotWrittenTwiceAndOtherKeysStay() {
        TestStation station = Station16.station();
        station.central.manners = HEX;

        station.isAsked(new ChangeConfiguration("AuthorizationKey", DIGITS))
                .isCalled("ChangeConfiguration", "{'key':'AuthorizationKey','value':'" + DIGITS + "'}")
                .replies("[3,$id,{'status':'Accepted'}]");
        station.isAsked(new ChangeConfiguration("HeartbeatInterval", "300"))
                .isCalled("ChangeConfiguration", "{'key':'HeartbeatInterval','value':'300'}").replies("[3,$id,{'status':'Accepted'}]");

        assertThat(station.central.passwords).containsExactly(DIGITS);
    }

    @Test
    void aVariableIsWrittenInDigitsToo() {
        TestStation station = Station2.station(OcppVersion.V2_0_1);
        station.central.manners = HEX;
        String call = "{'setVariableData':[{'attributeValue':'$value','component':{'name':'SecurityCtrlr'},'variable':{'name':'BasicAuthPassword'}}]}";

        station.isAsked(new RawCall("SetVariables", call.replace('\'', '"').replace("$value", "sesame1234"))).isCalled("SetVariables",
                call.replace("$value", DIGITS));
    }

    @Test
    void theOthersGetItAsItIs() {
        TestStation station = Station2.station(OcppVersion.V2_0_1);
        String data = "{'attributeValue':'sesame1234567890','component':{'name':'SecurityCtrlr'},'variable':{'name':'BasicAuthPassword'}}";
        String call = "{'setVariableData':[" + data + "]}";

        station.isAsked(new RawCall("SetVariables", call.replace('\'', '"'))).isCalled("SetVariables", call)
                .replies("[3,$id,{'setVariableResult':[{'attributeStatus':'Accepted','component':{'name':'SecurityCtrlr'},"
                        + "'variable':{'name':'BasicAuthPassword'}}]}]");

        assertThat(station.central.passwords).containsExactly("sesame1234567890");
    }
}
