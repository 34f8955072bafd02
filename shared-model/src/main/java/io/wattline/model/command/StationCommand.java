package io.wattline.model.command;

import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a station can be asked to do, whatever its OCPP version; each wire family encodes these or says that it has no such question.
 * EVSE and connector are the model's ({@link io.wattline.model.station.ConnectorRef}); null or 0 means the whole station.
 */
public sealed interface StationCommand {
    /** Kebab-case name in REST. */
    String name();

    /** The commands of a functional block, which stand in a file of their own. */
    sealed interface OfBlock extends StationCommand
            permits CertificateCommand, FileCommand, ReservationCommand, ChargingProfileCommand, LocalListCommand,
            SecurityCommand {}

    /** {@code profile}: to limit the transaction from its first moment, with the purpose TxProfile. */
    record RemoteStart(IdToken idToken, @Nullable Integer evse, @Nullable Integer connector, int remoteStartId,
            @Nullable ChargingProfile profile) implements StationCommand {
        public RemoteStart(IdToken idToken, @Nullable Integer evse, @Nullable Integer connector, int remoteStartId) {
            this(idToken, evse, connector, remoteStartId, null);
        }

        public RemoteStart with(IdToken other) { return new RemoteStart(other, evse, connector, remoteStartId, profile); }

        @Override
        public String name() { return "remote-start"; }
    }

    record RemoteStop(TransactionRef transaction) implements StationCommand {
        @Override
        public String name() { return "remote-stop"; }
    }

    /** {@code hard}: at once (1.6 Hard, 2.x Immediate); else gracefully (1.6 Soft, 2.x OnIdle). */
    record Reset(boolean hard, @Nullable Integer evse) implements StationCommand {
        @Override
        public String name() { return "reset"; }
    }

    record UnlockConnector(int evse, int connector) implements StationCommand {
        @Override
        public String name() { return "unlock-connector"; }
    }

    record ChangeAvailability(boolean operative, int evse, @Nullable Integer connector) implements StationCommand {
        @Override
        public String name() { return "change-availability"; }
    }

    record TriggerMessage(String requestedMessage, @Nullable Integer evse, @Nullable Integer connector) implements StationCommand {
        @Override
        public String name() { return "trigger-message"; }
    }

    record GetConfiguration(List<String> keys) implements StationCommand {
        public GetConfiguration { keys = List.copyOf(keys); }

        @Override
        public String name() { return "get-configuration"; }
    }

    /** {@code bestEffort}: of a list that the station rejects, as much as it takes. */
    record ChangeConfiguration(String key, String value, boolean bestEffort) implements StationCommand {
        public ChangeConfiguration(String key, String value) { this(key, value, false); }

        @Override
        public String name() { return "change-configuration"; }
    }

    record GetVariables(List<Variable> variables) implements StationCommand {
        public GetVariables { variables = List.copyOf(variables); }

        @Override
        public String name() { return "get-variables"; }
    }

    record SetVariables(Map<Variable, String> values) implements StationCommand {
        public SetVariables { values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values)); }

        @Override
        public String name() { return "set-variables"; }
    }

    /** All that the station has to tell of itself: {@code base} is OCPP 2.x's word; OCPP 1.x tells all its configuration keys. */
    record GetBaseReport(int requestId, String base) implements StationCommand {
        @Override
        public String name() { return "get-base-report"; }
    }

    record ClearCache() implements StationCommand {
        @Override
        public String name() { return "clear-cache"; }
    }

    record DataTransfer(String vendorId, @Nullable String messageId, @Nullable String data) implements StationCommand {
        @Override
        public String name() { return "data-transfer"; }
    }

    /** Whether a transaction goes on and messages about it wait at the station; without one, whether any message waits. */
    record GetTransactionStatus(@Nullable TransactionRef transaction) implements StationCommand {
        @Override
        public String name() { return "get-transaction-status"; }
    }

    /**
     * Any action of the station's version with its OCPP payload (JSON), sent as it is; {@code inParts}: or as several CALLs with parts of its
     * list, when the station takes less at once.
     */
    record RawCall(String action, String payload, boolean inParts) implements StationCommand {
        public RawCall(String action, String payload) { this(action, payload, false); }

        @Override
        public String name() { return action; }
    }

    /** A variable of a 2.x device model; the attribute is {@code Actual} unless named. Source: OCPP 2.0.1 part 1 §4. */
    record Variable(String component, @Nullable String componentInstance, @Nullable Integer evse, @Nullable Integer connector, String name,
            @Nullable String instance, @Nullable String attribute) {
        /** Of an EVSE or of the station. */
        public Variable(String component, @Nullable String componentInstance, @Nullable Integer evse, String name,
                @Nullable String instance,
                @Nullable String attribute) {
            this(component, componentInstance, evse, null, name, instance, attribute);
        }
    }
}
