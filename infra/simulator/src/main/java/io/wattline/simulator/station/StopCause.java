package io.wattline.simulator.station;

/** Why a transaction ended, in the words of both families. Source: OCPP 1.6 §7.36, OCPP 2.0.1 ReasonEnumType and TriggerReasonEnumType. */
enum StopCause {
    DRIVER("Local", "Local", "StopAuthorized"), CAR_LEFT("EVDisconnected", "EVDisconnected", "EVCommunicationLost"), REMOTE("Remote",
            "Remote", "RemoteStop"), NOT_AUTHORIZED("DeAuthorized", "DeAuthorized", "Deauthorized"), UNLOCKED("UnlockCommand", "Other",
                    "UnlockCommand"), FAULT("Other", "Other", "AbnormalCondition"), POWER_LOSS("PowerLoss", "PowerLoss",
                            "AbnormalCondition"), SOFT_RESET("SoftReset", "ImmediateReset",
                                    "ResetCommand"), HARD_RESET("HardReset", "ImmediateReset", "ResetCommand");

    final String reason16;
    final String reason2;
    final String trigger2;

    StopCause(String reason16, String reason2, String trigger2) {
        this.reason16 = reason16;
        this.reason2 = reason2;
        this.trigger2 = trigger2;
    }
}
