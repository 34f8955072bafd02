package io.wattline.csms.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the readings of real stations add up to, whatever they leap to, leave out or bring late. */
class SessionEnergyTest extends SessionScene {
    @Test
    void aPlaceholderBeforeALifetimeRegisterIsNotBilled() {
        int number = starts(1, "DEMO0001", 0, "10:00");
        samples(1, number + "", "10:01", "{'value':'910031'}");
        stops(number + "", "DEMO0001", 910114, "10:30", "");

        JsonNode transaction = only(id);
        assertThat(kwh(transaction, "energyKwh")).isEqualByComparingTo("0.083");
        assertThat(kwh(transaction, "meterStartKwh")).isEqualByComparingTo("910.031");
        assertThat(flags(transaction)).containsExactly("baseline");
    }

    @Test
    void energyThatCannotBeIsHeldAndNotBilled() {
        int number = starts(1, "DEMO0001", 0, "10:00");
        stops(number + "", "DEMO0001", 910031, "10:30", "");

        JsonNode transaction = only(id);
        assertThat(kwh(transaction, "energyKwh")).isZero();
        assertThat(kwh(transaction, "heldKwh")).isEqualByComparingTo("910.031");
        assertThat(flags(transaction)).containsExactly("suspect");
    }

    @Test
    void aRegisterThatGoesBackStartsAnew() {
        int number = starts(1, "DEMO0001", 5000, "10:00");
        samples(1, number + "", "10:10", "{'value':'8000'}");
        samples(1, number + "", "10:20", "{'value':'0'}");
        stops(number + "", "DEMO0001", 2000, "10:30", "");

        assertThat(kwh(only(id), "energyKwh")).isEqualByComparingTo("5");
        assertThat(flags(only(id))).containsExactly("meter-reset");
    }

    @Test
    void onlyEnergyReadingsChangeTheTotal() {
        int number = starts(1, "DEMO0001", 1000, "10:00");
        samples(1, number + "", "10:05", "{'value':'1.5','unit':'kWh','context':'Sample.Clock'}");
        samples(1, number + "", "10:06", "{'value':'55','measurand':'SoC'},{'value':'16','measurand':'Current.Import','phase':'L1'}");
        samples(1, number + "", "10:07", "{'value':'99','measurand':'Energy.Active.Export.Register'}");
        samples(1, number + "", "10:08", "{'value':'230','measurand':'Voltage'}");

        assertThat(kwh(only(id), "energyKwh")).isEqualByComparingTo("0.5");
        assertThat(valuesOf(only(id)).get(2).get("other").get("Energy.Active.Export.Register").decimalValue()).isEqualByComparingTo("99");

        samples(1, number + "", "10:09", """
                {'value':'800','phase':'L1'},{'value':'700','phase':'L2-N'},{'value':'600','phase':'L3'},{'value':'700','phase':'L2'},
                {'value':'9999','phase':'N'}""");
        assertThat(kwh(only(id), "energyKwh")).as("the sum of the lines").isEqualByComparingTo("1.1");
    }

    @Test
    void signedValuesAreKept() {
        int number = starts(1, "DEMO0001", 1000, "10:00");
        samples(1, number + "", "10:05", "{'value':'OCMF|{}|{}','format':'SignedData','context':'Transaction.Begin'},{'value':'1500'}");

        JsonNode signed = valuesOf(only(id)).valueStream().filter(value -> !value.get("signed").isEmpty()).findFirst().orElseThrow();
        assertThat(signed.get("signed").get(0).get("data").asString()).isEqualTo("OCMF|{}|{}");
        assertThat(kwh(only(id), "energyKwh")).isEqualByComparingTo("0.5");
    }

    @Test
    void whatComesAfterTheEndIsHistoryOnly() {
        int number = starts(1, "DEMO0001", 0, "10:00");
        stops(number + "", "DEMO0001", 1000, "10:30", "");
        samples(1, number + "", "10:20", "{'value':'700'},{'value':'7400','measurand':'Power.Active.Import'}");
        samples(1, number + "", "10:40", "{'value':'9000'},{'value':'7400','measurand':'Power.Active.Import'}");

        assertThat(only(id).get("state").asString()).isEqualTo("ended");
        assertThat(kwh(only(id), "energyKwh")).isEqualByComparingTo("1");
        assertThat(valuesOf(only(id))).hasSize(2);
        assertThat(connector().get("charging").asBoolean()).isFalse();
        assertThat(connector().get("powerKw").decimalValue()).isZero();
    }

    @Test
    void oldSamplesDoNotReplaceNewOnes() {
        int number = starts(1, "DEMO0001", 0, "10:00");
        samples(1, number + "", "10:20", "{'value':'2000'},{'value':'11000','measurand':'Power.Active.Import'}");
        samples(1, number + "", "10:10", "{'value':'900'},{'value':'3000','measurand':'Power.Active.Import'}");

        assertThat(connector().get("powerKw").decimalValue()).isEqualByComparingTo("11");
        assertThat(kwh(only(id), "energyKwh")).isEqualByComparingTo("2");
    }
}
