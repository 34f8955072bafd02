package io.wattline.csms.faults;

import io.wattline.csms.faults.Ledger.Step;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1, of one station: it counts its events. */
final class Dialect201 implements Dialect {
    private int events;
    private Step latest;

    @Override
    public String subprotocol() { return "ocpp2.0.1"; }

    @Override
    public Words boot() {
        return new Words("BootNotification", "{'reason':'PowerUp','chargingStation':{'vendorName':'Fault','model':'201'}}");
    }

    @Override
    public String newTransaction() {
        events = 0;
        return UUID.randomUUID().toString();
    }

    @Override
    public Words step(Step step) {
        if (!step.equals(latest) && latest != null && latest.transaction().equals(step.transaction())) events++;
        latest = step;
        return new Words("TransactionEvent", switch (step.kind()) {
            case STARTED -> event(step, "Started", "Authorized", "'chargingState':'Charging'", "Transaction.Begin");
            case SAMPLED -> event(step, "Updated", "MeterValuePeriodic", "'chargingState':'Charging'", "Sample.Periodic");
            case ENDED -> event(step, "Ended", "StopAuthorized", "'stoppedReason':'Local'", "Transaction.End");
        });
    }

    @Override
    public String transaction(Step started, JsonNode answer) { return started.transaction(); }

    private String event(Step step, String type, String trigger, String info, String context) {
        return """
                {'eventType':'%s','triggerReason':'%s','seqNo':%d,'timestamp':'%s','transactionInfo':{'transactionId':'%s',%s},\
                'evse':{'id':1,'connectorId':1},'idToken':{'idToken':'DEMO0001','type':'ISO14443'},\
                'meterValue':[{'timestamp':'%s','sampledValue':[{'value':%s,'context':'%s'}]}]}""".formatted(type, trigger, events,
                step.at(), step.transaction(), info, step.at(), step.register().toPlainString(), context);
    }
}
