package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.CentralSystem.BootStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What may pass between us and a station that is not accepted, or that may be about to boot.
 * Source: OCPP 1.6 §4.2, OCPP 2.0.1 part 2 B01 to B03.
 */
final class BootGate {
    static final String BOOT = "BootNotification";
    /** What a station is configured with before it is accepted. */
    private static final Set<String> WHILE_PENDING = Set.of("ChangeConfiguration", "GetBaseReport", "GetConfiguration", "GetReport",
            "GetVariables", "SetVariables", "ExtendedTriggerMessage", "TriggerMessage");

    private final long quietUntil;
    private final Set<String> triggered = HashSet.newHashSet(0);
    private volatile BootStatus status;
    private volatile boolean booting;
    private volatile boolean booted;
    private volatile Duration heartbeatInterval = Duration.ZERO;

    /** {@code status}: what a boot would be answered; {@code quietUntil}: how long to wait for it, in epoch milliseconds. */
    BootGate(BootStatus status, long quietUntil) {
        this.status = status;
        this.quietUntil = quietUntil;
    }

    /** A BootNotification came; nothing is asked until it is over. */
    void begins() { booting = true; }

    void answered(JsonNode answer) {
        status = BootStatus.valueOf(answer.path("status").asString("").toUpperCase(java.util.Locale.ROOT));
        booted = true;
        synchronized (triggered) {
            triggered.clear();
        }
        if (status == BootStatus.ACCEPTED) heartbeatInterval = Duration.ofSeconds(answer.path("interval").asLong(0));
    }

    /** Answered or not. */
    void isOver() { booting = false; }

    /** What the station was told in this connection; zero when it did not boot. */
    Duration heartbeatInterval() {
        return heartbeatInterval;
    }

    /** Why the station may not send that now. Source: OCPP 2.0.1 part 2 B02.FR.09, B03.FR.07. */
    @Nullable
    OcppException refusalOf(String action) {
        if (status == BootStatus.ACCEPTED || action.equals(BOOT)) return null;
        synchronized (triggered) {
            if (status == BootStatus.PENDING && triggered.contains(action)) return null;
        }
        return new OcppException(OcppErrorCode.SECURITY_ERROR,
                "the station is not accepted yet: it may boot and send what it is asked for");
    }

    /** Why the station may not be asked that now; null when it may. */
    @Nullable
    String hindranceOf(String action, long now) {
        if (booting || quietMillis(now) > 0) return "the station has not booted since it connected";
        return switch (status) {
            case ACCEPTED -> null;
            case PENDING -> WHILE_PENDING.contains(action)
                    ? null
                    : "the station's boot is pending: until it is accepted it can only be configured";
            case REJECTED -> "the station's boot was rejected";
        };
    }

    /** How long the station is still left alone unless it boots. */
    long quietMillis(long now) {
        return booted ? 0 : Math.max(0, quietUntil - now);
    }

    /** What we ask for may come. */
    void asks(String action, JsonNode payload) {
        if (status != BootStatus.PENDING) return;
        synchronized (triggered) {
            switch (action) {
                case "TriggerMessage", "ExtendedTriggerMessage" -> triggered.add(payload.path("requestedMessage").asString(""));
                case "GetBaseReport", "GetReport" -> triggered.add("NotifyReport");
                default -> {}
            }
        }
    }
}
