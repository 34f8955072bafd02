package io.wattline.model.account;

/** The tenant that owns stations, tags, users and transactions: a short lower-case name that fits in an address. */
public record AccountId(String value) {
    public AccountId {
        if (!value.matches("[a-z0-9][a-z0-9-]{0,31}")) throw new IllegalArgumentException("not an account id: " + value);
    }

    @Override
    public String toString() { return value; }
}
