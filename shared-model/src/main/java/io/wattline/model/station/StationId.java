package io.wattline.model.station;

/**
 * The identity a charging station connects with, unique within its account, case kept.
 * Source: OCPP-J 1.6 §3.1.1 and OCPP 2.0.1 part 4 §3.1 (identifierString, at most 48 characters); letters beyond ASCII,
 * blank, slash and percent are tolerated because real stations send them.
 */
public record StationId(String value) {
    public StationId {
        if (value.isBlank() || value.length() > 48 || value.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("not an OCPP identity: " + value);
    }

    @Override
    public String toString() { return value; }
}
