package io.wattline.csms.command;

import io.wattline.csms.web.Caller;
import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.StationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Where commands get their charging profiles from, which are a feature of their own. */
public interface ProfileSource {
    /**
     * The wanted profile in the form that this station takes. Fails with {@code unknown_charging_profile}, {@code bad_request}
     * or {@code conflict} when it cannot take it.
     */
    Mono<Fitted> profile(Caller caller, StationId station, Wish wish);

    /** OCPP's number of a stored profile; fails with {@code unknown_charging_profile}. */
    Mono<Integer> numberOf(Caller caller, UUID stored);

    /** {@code eitherPurpose}: when the station rejects it, it is to be tried with the other purpose that limits alike. */
    record Fitted(ChargingProfile profile, boolean eitherPurpose) {}

    /** A stored profile or one given inline, as REST writes it; {@code starting}: for a transaction that a remote start is to begin. */
    record Wish(@Nullable UUID stored, @Nullable JsonNode inline, int evse, @Nullable TransactionRef transaction, boolean starting,
            boolean verify) {}
}
