package io.wattline.model.charging;

/** Why a transaction ended, in the station's own word ({@code Local}, {@code EVDisconnected} …). Source: OCPP 1.6 §7.36 Reason, 2.x ReasonEnumType. */
public record StopReason(String value) {
    /** What the specification says an absent reason means. Source: OCPP 1.6 §6.49, 2.x TransactionType. */
    public static final StopReason LOCAL = new StopReason("Local");
}
