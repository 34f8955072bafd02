package io.wattline.model.charging;

/** May this token charge? Source: OCPP 1.6 §7.2 AuthorizationStatus; 2.x calls INVALID {@code Invalid} or {@code Unknown} too. */
public enum TagStatus {
    ACCEPTED, BLOCKED, EXPIRED, INVALID, CONCURRENT_TX
}
