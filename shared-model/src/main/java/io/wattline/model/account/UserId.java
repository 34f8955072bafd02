package io.wattline.model.account;

import java.util.UUID;

/** A person who signs in; belongs to one account. */
public record UserId(UUID value) {
    public static UserId of(String text) { return new UserId(UUID.fromString(text)); }

    @Override
    public String toString() { return value.toString(); }
}
