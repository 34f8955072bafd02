package io.wattline.csms.command;

import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.ChargingProfileCommand.ClearChargingProfile;
import io.wattline.model.command.StationCommand;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a caller wants of a station, before his rights and what it refers to are looked up. */
public sealed interface CommandRequest {
    /** Without a token the caller's first one is taken. */
    record StartCharging(@Nullable IdToken idToken, @Nullable Integer evse, @Nullable Integer connector,
            ProfileSource.@Nullable Wish profile) implements CommandRequest {
        public StartCharging(@Nullable IdToken idToken, @Nullable Integer evse, @Nullable Integer connector) {
            this(idToken, evse, connector, null);
        }
    }

    /** By the transaction's id in REST. */
    record StopCharging(UUID transaction) implements CommandRequest {}

    /** By the station's own name of the transaction, which need not be known to us. */
    record StopTransaction(TransactionRef transaction) implements CommandRequest {}

    /** Of a transaction by its id in REST. */
    record TransactionStatus(UUID transaction) implements CommandRequest {}

    /** An action of the station's version by its kebab-case name, with its OCPP payload (JSON). */
    record Named(String name, String payload) implements CommandRequest {}

    /** A stored charging profile or one given inline, as REST writes it; its transaction by the id in REST or by the station's own name. */
    record SetProfile(@Nullable UUID stored, @Nullable JsonNode inline, int evse, @Nullable UUID transaction,
            @Nullable TransactionRef ref, boolean verify) implements CommandRequest {}

    /** {@code stored}: the id of a stored charging profile, instead of the command's number. */
    record ClearProfile(@Nullable UUID stored, ClearChargingProfile command) implements CommandRequest {}

    /** Whether the caller may ask this is decided already, by the feature it belongs to. */
    record Granted(StationCommand command) implements CommandRequest {}

    /** A command that refers to nothing. */
    record Ask(StationCommand command) implements CommandRequest {}
}
