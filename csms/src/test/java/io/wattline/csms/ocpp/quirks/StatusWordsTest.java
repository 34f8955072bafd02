package io.wattline.csms.ocpp.quirks;

import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.station.OcppVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tag is told is exactly what it is: X56. */
class StatusWordsTest {
    @ParameterizedTest
    @CsvSource({"ACCEPTED,Accepted", "BLOCKED,Blocked", "EXPIRED,Expired", "INVALID,Invalid", "CONCURRENT_TX,ConcurrentTx"})
    void eachStatusHasItsOwnWord(TagStatus status, String word) {
        TestStation station = Station16.station();
        station.central.tokens.put("A", new TokenAnswer(status, null, null));
        station.sends("[2,'1','Authorize',{'idTag':'A'}]").answers("[3,'1',{'idTagInfo':{'status':'" + word + "'}}]");

        TestStation modern = Station2.station(OcppVersion.V2_0_1);
        modern.central.tokens.put("A", new TokenAnswer(status, null, null));
        modern.sends("[2,'1','Authorize',{'idToken':{'idToken':'A','type':'ISO14443'}}]")
                .answers("[3,'1',{'idTokenInfo':{'status':'" + word + "'}}]");
    }
}
