package io.wattline.csms.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.wattline.model.charging.IdToken;
import io.wattline.model.command.ChargingProfileCommand.SetChargingProfile;
import io.wattline.model.command.FileCommand;
import io.wattline.model.command.SecurityCommand.UpgradeSecurityProfile;
import io.wattline.model.command.StationCommand;
import io.wattline.model.event.Booted;
import io.wattline.model.event.MonitorFact.MonitorsReported;
import io.wattline.model.event.ReportPart;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.event.TransactionUpdated;
import io.wattline.model.event.VariablesReported;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fact that shows that a station did what it agreed to; stored with the task as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Effect.TransactionStarts.class, name = "transaction-starts"),
        @JsonSubTypes.Type(value = Effect.TransactionStops.class, name = "transaction-stops"),
        @JsonSubTypes.Type(value = JobEnds.class, name = "job-ends"),
        @JsonSubTypes.Type(value = Effect.StationBoots.class, name = "station-boots"),
        @JsonSubTypes.Type(value = Effect.AvailabilityChanges.class, name = "availability-changes"),
        @JsonSubTypes.Type(value = Effect.ReportArrives.class, name = "report-arrives"),
        @JsonSubTypes.Type(value = LimitHolds.class, name = "limit-holds"),
        @JsonSubTypes.Type(value = MessageArrives.class, name = "message-arrives"),
        @JsonSubTypes.Type(value = ProfileHolds.class, name = "profile-holds")})
sealed interface Effect permits Effect.TransactionStarts, Effect.TransactionStops, Effect.StationBoots, Effect.AvailabilityChanges,
        Effect.ReportArrives, JobEnds, LimitHolds, MessageArrives, ProfileHolds {
    /** Whether this fact of the station is it; of availability, whether the connectors are to be looked at again. */
    boolean isShownBy(StationEvent fact);

    /** Why the effect will not come, when this fact says so. */
    default Optional<String> isDeniedBy(StationEvent fact) {
        return Optional.empty();
    }

    /** What is to be expected after this fact; mostly the same as before. */
    default Effect after(StationEvent fact) { return this; }

    /** When the station is to begin; null for at once. */
    default @Nullable Instant beginsAt() { return null; }

    /** Whether a message of the station, by its action and its text, is it. */
    default boolean isShownBy(String action, String text) {
        return false;
    }

    /** How long it may take, once the station agreed and is to begin. */
    Duration patience(CommandProperties settings);

    /** Of the commands that show later whether the station obeyed. */
    static Optional<Effect> of(StationCommand command) {
        return Optional.ofNullable(switch (command) {
            case FileCommand files -> JobEnds.of(files);
            case UpgradeSecurityProfile upgrade -> new ProfileHolds(upgrade.profile(), upgrade.within());
            case SetChargingProfile set -> set.verify() ? new LimitHolds(set.evse(), set.profile()) : null;
            case StationCommand.RemoteStart start ->
                new TransactionStarts(start.remoteStartId(), start.idToken().key(), start.evse(), start.connector());
            case StationCommand.RemoteStop stop -> new TransactionStops(stop.transaction().value());
            case StationCommand.Reset reset -> reset.evse() == null ? new StationBoots() : null;
            case StationCommand.ChangeAvailability change ->
                new AvailabilityChanges(change.operative(), change.evse(), change.connector());
            case StationCommand.UnlockConnector _,StationCommand.GetConfiguration _,StationCommand.ChangeConfiguration _,StationCommand.GetVariables _,StationCommand.SetVariables _,StationCommand.ClearCache _,StationCommand.DataTransfer _,StationCommand.GetTransactionStatus _,StationCommand.OfBlock _ ->
                null;
            case StationCommand.GetBaseReport report -> new ReportArrives(report.requestId());
            case StationCommand.TriggerMessage trigger -> MessageArrives.triggered(trigger);
            case StationCommand.RawCall raw ->
                RequestIds.ofReport(raw).<Effect>map(ReportArrives::new).orElseGet(() -> MessageArrives.following(raw));
        });
    }

    /** A fact that names a remote start is matched by that number; OCPP 1.x, and stations that omit it, by token and EVSE. */
    record TransactionStarts(int remoteStartId, String tokenKey, @Nullable Integer evse, @Nullable Integer connector) implements Effect {
        @Override
        public boolean isShownBy(StationEvent fact) {
            return fact instanceof TransactionStarted(var place, _, _, _, var token, _, var startId, _, _) && matches(place, token, startId)
                    || fact instanceof TransactionUpdated(var at, _, _, var tokenNow, _, var startIdNow, _)
                            && matches(at, tokenNow, startIdNow);
        }

        private boolean matches(ConnectorRef place, @Nullable IdToken token, @Nullable Integer startId) {
            if (startId != null) return startId == remoteStartId;
            return token != null && token.key().equals(tokenKey) && (evse == null || evse == 0 || evse == place.evse());
        }

        @Override
        public Duration patience(CommandProperties settings) { return settings.startTimeout(); }
    }

    record TransactionStops(String transaction) implements Effect {
        @Override
        public boolean isShownBy(StationEvent fact) {
            return fact instanceof TransactionEnded ended && ended.transaction().value().equals(transaction);
        }

        @Override
        public Duration patience(CommandProperties settings) { return settings.effectTimeout(); }
    }

    record StationBoots() implements Effect {
        @Override
        public boolean isShownBy(StationEvent fact) { return fact instanceof Booted; }

        @Override
        public Duration patience(CommandProperties settings) { return settings.resetTimeout(); }
    }

    /** EVSE 0 is the whole station; without a connector, every one of the EVSE. */
    record AvailabilityChanges(boolean operative, int evse, @Nullable Integer connector) implements Effect {
        @Override
        public boolean isShownBy(StationEvent fact) {
            return fact instanceof StatusChanged changed && (evse == 0 || changed.connector().evse() == evse);
        }

        /** Faulted connectors cannot follow, and what never told its status is not waited for. */
        boolean isReachedBy(List<ConnectorNews> connectors) {
            List<ConnectorStatus> known = connectors.stream().map(ConnectorNews::status).filter(status -> status != ConnectorStatus.UNKNOWN)
                    .toList();
            boolean anyUnavailable = known.contains(ConnectorStatus.UNAVAILABLE);
            if (operative) return !known.isEmpty() && !anyUnavailable;
            return anyUnavailable
                    && known.stream().allMatch(status -> status == ConnectorStatus.UNAVAILABLE || status == ConnectorStatus.FAULTED);
        }

        @Override
        public Duration patience(CommandProperties settings) { return settings.effectTimeout(); }
    }

    /** The last part of it, whether or not another was lost; OCPP 1.x tells all at once and numbers nothing. */
    record ReportArrives(int requestId) implements Effect {
        @Override
        public boolean isShownBy(StationEvent fact) {
            return fact instanceof VariablesReported(_, _, _, _, var part) && isLast(part)
                    || fact instanceof MonitorsReported(_, _, _, var told) && isLast(told);
        }

        private boolean isLast(@Nullable ReportPart part) {
            return part != null && part.last() && (part.requestId() == requestId || part.requestId() == ReportPart.WITHOUT_NUMBER);
        }

        @Override
        public Duration patience(CommandProperties settings) { return settings.effectTimeout(); }
    }
}
