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
        operator.seesAt("/notices?kind=cost", "{'items':[{'key':'" + transaction + "','data':{'totalCost':0.59}}]}");
    }

    @Test
    void tc_I_02_finalCost() {
        operator.changesStation("{'pricePerKwh':0.4}");
        charging();
        updates("MeterValuePeriodic", "Charging", meter("Sample.Periodic", 2500)).is("{'totalCost':null}");

        ends("EVDeparted", "EVDisconnected", meter("Transaction.End", 4500)).is("{'totalCost':1.4}");

        operator.seesTransaction("{'state':'ended','energyKwh':3.5,'cost':1.4,'currency':'EUR'}");
    }

    @Test
    void i03_noPriceNoCost() {
        operator.changesStation("{'pricePerKwh':0}");
        charging();

        ends("EVDeparted", "EVDisconnected", meter("Transaction.End", 4500)).is("{'totalCost':null}");

        operator.seesTransaction("{'state':'ended','energyKwh':3.5}");
    }
}
