package io.wattline.csms.faults;

import io.wattline.csms.faults.Ledger.Step;
import tools.jackson.databind.JsonNode;

/** How a station of one version says the steps of a charging session. */
interface Dialect {
    /** An action and its payload, in single quotes. */
    record Words(String action, String payload) {}

    String subprotocol();

    Words boot();

    /** A transaction begins; its name, if the station gives one. */
    String newTransaction();

    Words step(Step step);

    /** The name that counts from now on. */
    String transaction(Step started, JsonNode answer);

    Dialect OCPP_16 = new Dialect() {
        @Override
        public String subprotocol() { return "ocpp1.6"; }

        @Override
        public Words boot() { return new Words("BootNotification", "{'chargePointVendor':'Fault','chargePointModel':'16'}"); }

        @Override
        public String newTransaction() { return "none yet"; }

        @Override
        public Words step(Step step) {
            return switch (step.kind()) {
                case STARTED -> new Words("StartTransaction", "{'connectorId':1,'idTag':'DEMO0001','meterStart':%s,'timestamp':'%s'}"
                        .formatted(step.register().toPlainString(), step.at()));
                case SAMPLED -> new Words("MeterValues",
                        "{'connectorId':1,'transactionId':%s,'meterValue':[{'timestamp':'%s','sampledValue':[{'value':'%s'}]}]}"
                                .formatted(step.transaction(), step.at(), step.register().toPlainString()));
                case ENDED -> new Words("StopTransaction",
                        "{'transactionId':%s,'idTag':'DEMO0001','meterStop':%s,'timestamp':'%s','reason':'Local'}"
                                .formatted(step.transaction(), step.register().toPlainString(), step.at()));
            };
        }

        @Override
        public String transaction(Step started, JsonNode answer) { return answer.path("transactionId").asString(); }
    };
}
