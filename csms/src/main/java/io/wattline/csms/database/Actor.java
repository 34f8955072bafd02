package io.wattline.csms.database;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf something changes: travels in the Reactor context of a request and becomes the setting {@code wattline.actor} of its
 * database transactions, where the audit reads it. Who is not there is the platform itself.
 *
 * @param name as people know him: an e-mail address, the name of a key
 * @param address the client's
 */
public record Actor(Kind kind, @Nullable String id, @Nullable String name, @Nullable String address, @Nullable String request) {
    /** The platform itself. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, null, null, null, null);

    /** What acts. */
    public enum Kind {
        USER("user"), API_KEY("api-key"), PLATFORM_ADMIN("platform-admin"), SYSTEM("system");

        private final String wireName;

        Kind(String wireName) { this.wireName = wireName; }

        @JsonValue
        public String wireName() { return wireName; }
    }
}
