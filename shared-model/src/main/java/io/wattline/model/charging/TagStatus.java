package io.wattline.model.charging;

/**
 * May this token charge? Source: OCPP 1.6 §7.2 AuthorizationStatus; 2.x calls INVALID {@code Invalid} or {@code Unknown} too, and alone
 * has a word for NOT_AT_THIS_LOCATION.
 */
public enum TagStatus {
    ACCEPTED, BLOCKED, EXPIRED, INVALID, CONCURRENT_TX, NOT_AT_THIS_LOCATION
}
