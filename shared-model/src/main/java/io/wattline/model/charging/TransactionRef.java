package io.wattline.model.charging;

/** A transaction as its station names it: the number we gave (OCPP 1.x, decimal) or the station's own text (2.x, at most 36 characters). */
public record TransactionRef(String value) {
    public TransactionRef { value = value.replace("\0", ""); }

    @Override
    public String toString() { return value; }
}
