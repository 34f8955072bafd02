package io.wattline.csms.platform;

import io.wattline.csms.database.Actor;
import io.wattline.model.account.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who looks after all accounts and belongs to none. */
record Administrator(String email) {
    /** The same after each start. */
    UserId id() {
        return new UserId(UUID.nameUUIDFromBytes(("administrator " + email.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8)));
    }

    Actor actor(@Nullable String address, @Nullable String request) {
        return new Actor(Actor.Kind.PLATFORM_ADMIN, id().toString(), email, address, request);
    }
}
