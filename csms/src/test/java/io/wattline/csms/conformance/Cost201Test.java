package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;

/** OCPP 2.0.1 block I: what it costs. */
class Cost201Test extends Scene201 {
    @Test
    void tc_I_01_runningCost() {
        charging();
        updates("MeterValuePeriodic", "Charging", meter("Sample.Periodic", 2500)).is("{}");

        asked("CostUpdated", "{'totalCost':0.59,'transactionId':'" + transaction + "'}", "{}").isAnswered("Accepted");

        operator.seesTransaction("{'state':'active','energyKwh':1.5,'cost':'*','currency':'EUR'}");
    }
}
