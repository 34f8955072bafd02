package io.wattline.csms.command;

import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.csms.command.CommandRequest.StartCharging;
import io.wattline.csms.command.CommandRequest.StopCharging;
import io.wattline.csms.command.CommandRequest.StopTransaction;
import io.wattline.csms.command.CommandRequest.TransactionStatus;
import io.wattline.csms.command.ProfileSource.Wish;
import io.wattline.csms.web.Problem;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.ReservationCommand;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.Variable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The bodies of commands in REST. EVSE 0, or none, is the whole station; an OCPP 1.x connector n is EVSE n. */
interface CommandForm {
    /** By the name in the address, without any member. */
    Map<String, CommandForm> BLANK = Stream
            .of(CommandForm.own(), FileForm.BLANK, CertificateForm.BLANK, ProfileForm.BLANK, LocalListForm.BLANK)
            .flatMap(forms -> forms.entrySet().stream()).collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static Map<String, CommandForm> own() {
        return Map.ofEntries(Map.entry("remote-start", new RemoteStart(null, null, null, null, null)),
                Map.entry("remote-stop", new RemoteStop(null, null)), Map.entry("reset", new Reset(null, null)),
                Map.entry("unlock-connector", new UnlockConnector(null, null)),
                Map.entry("change-availability", new ChangeAvailability(null, null, null)),
                Map.entry("trigger-message", new TriggerMessage(null, null, null)),
                Map.entry("get-configuration", new GetConfiguration(null)),
                Map.entry("change-configuration", new ChangeConfiguration(null, null, null)),
                Map.entry("get-variables", new GetVariables(null)),
                Map.entry("set-variables", new SetVariables(null)), Map.entry("get-base-report", new GetBaseReport(null, null)),
                Map.entry("clear-cache", new ClearCache()),
                Map.entry("data-transfer", new DataTransfer(null, null, null)),
                Map.entry("get-transaction-status", new GetTransactionStatus(null, null)),
                Map.entry("reserve-now", new ReserveNow(null, null, null, null, null, null, null)),
                Map.entry("cancel-reservation", new CancelReservation(null)));
    }

    /** Fails with {@code bad_request} when the members do not go together. */
    CommandRequest request();

    /** {@code chargingProfileId} is a stored profile, {@code chargingProfile} one given here: the limit of the transaction. */
    record RemoteStart(@Size(min = 1, max = 255) @Nullable String idTag, @Min(1) @Nullable Integer evse,
            @Min(1) @Nullable Integer connector, @Nullable UUID chargingProfileId,
            @Nullable JsonNode chargingProfile) implements CommandForm {
        @Override
        public CommandRequest request() {
            boolean inline = !ProfileForm.isAbsent(chargingProfile);
            if (chargingProfileId != null && inline)
                throw Problem.badRequest("Which profile?", new Problem.Field("chargingProfileId", "is one profile too many"));
            return new StartCharging(idTag == null ? null : new IdToken(idTag), evse, connector, chargingProfileId == null && !inline
                    ? null
                    : new Wish(chargingProfileId, inline ? chargingProfile : null, evse == null ? 0 : evse, null, true, false));
        }
    }

    record RemoteStop(@Nullable UUID transactionId, @Size(min = 1, max = 36) @Nullable String ocppTransactionId) implements CommandForm {
        @Override
        public CommandRequest request() {
            if (transactionId != null && ocppTransactionId == null) return new StopCharging(transactionId);
            if (transactionId == null && ocppTransactionId != null) return new StopTransaction(new TransactionRef(ocppTransactionId));
            throw Problem.badRequest("Which transaction?",
                    new Problem.Field("transactionId", "is needed, or else ocppTransactionId, not both"));
        }
    }

    record Reset(@NotNull @Pattern(regexp = "soft|hard", message = "must be soft or hard") String type,
            @Min(0) @Nullable Integer evse) implements CommandForm {
        @Override
        public CommandRequest request() {
            return new Ask(new StationCommand.Reset(type.equals("hard"), evse == null || evse == 0 ? null : evse));
        }
    }

    record UnlockConnector(@NotNull @Min(1) Integer evse, @Min(1) @Nullable Integer connector) implements CommandForm {
        @Override
        public CommandRequest request() { return new Ask(new StationCommand.UnlockConnector(evse, connector == null ? 1 : connector)); }
    }

    record ChangeAvailability(@NotNull Boolean operative, @Min(0) @Nullable Integer evse,
            @Min(0) @Nullable Integer connector) implements CommandForm {
        @Override
        public CommandRequest request() {
            return new Ask(new StationCommand.ChangeAvailability(operative, evse == null ? 0 : evse, connector));
        }
    }

    record TriggerMessage(@NotBlank @Size(max = 50) String requestedMessage, @Min(0) @Nullable Integer evse,
            @Min(0) @Nullable Integer connector) implements CommandForm {
        @Override
        public CommandRequest request() { return new Ask(new StationCommand.TriggerMessage(requestedMessage, evse, connector)); }
    }

    /** No keys: all of them. */
    record GetConfiguration(@Nullable List<@NotBlank @Size(max = 50) String> keys) implements CommandForm {
        @Override
        public CommandRequest request() { return new Ask(new StationCommand.GetConfiguration(keys == null ? List.of() : keys)); }
    }

    record ChangeConfiguration(@NotBlank @Size(max = 50) String key, @NotNull @Size(max = 500) String value,
            @Nullable Boolean bestEffort) implements CommandForm {
        @Override
        public CommandRequest request() {
            return new Ask(new StationCommand.ChangeConfiguration(key, value, Boolean.TRUE.equals(bestEffort)));
        }
    }

    record GetVariables(@NotEmpty List<@Valid @NotNull VariableForm> variables) implements CommandForm {
        @Override
        public CommandRequest request() {
            return new Ask(new StationCommand.GetVariables(variables.stream().map(VariableForm::variableOf).toList()));
        }
    }

    record SetVariables(@NotEmpty List<@Valid @NotNull ValueForm> variables) implements CommandForm {
        @Override
        public CommandRequest request() {
            var values = new LinkedHashMap<Variable, String>();
            variables.forEach(each -> values.put(each.variableOf(), each.value()));
            return new Ask(new StationCommand.SetVariables(values));
        }
    }

    /** {@code FullInventory} and a number of our own unless told. */
    record GetBaseReport(
            @Pattern(regexp = "FullInventory|ConfigurationInventory|SummaryInventory", message = "is no base of a report") @Nullable String reportBase,
            @Min(1) @Nullable Integer requestId) implements CommandForm {
        @Override
        public CommandRequest request() {
            return new Ask(new StationCommand.GetBaseReport(requestId == null ? RequestIds.next() : requestId,
                    reportBase == null ? "FullInventory" : reportBase));
        }
    }

    record ClearCache() implements CommandForm {
        @Override
        public CommandRequest request() { return new Ask(new StationCommand.ClearCache()); }
    }

    record DataTransfer(@NotBlank @Size(max = 255) String vendorId, @Size(max = 50) @Nullable String messageId,
            @Nullable String data) implements CommandForm {
        @Override
        public CommandRequest request() { return new Ask(new StationCommand.DataTransfer(vendorId, messageId, data)); }
    }

    /** Neither: whether any message about a transaction waits at the station. */
    record GetTransactionStatus(@Nullable UUID transactionId,
            @Size(min = 1, max = 36) @Nullable String ocppTransactionId) implements CommandForm {
        @Override
        public CommandRequest request() {
            if (transactionId != null && ocppTransactionId != null)
                throw Problem.badRequest("Which transaction?", new Problem.Field("transactionId", "is one name too many"));
            return transactionId == null
                    ? new Ask(new StationCommand.GetTransactionStatus(
                            ocppTransactionId == null ? null : new TransactionRef(ocppTransactionId)))
                    : new TransactionStatus(transactionId);
        }
    }

    /** Without a {@code reservationId} one is drawn, far from those that reservations in REST count from 1. */
    record ReserveNow(@Min(1) @Nullable Integer reservationId, @Min(0) @Nullable Integer evse, @Min(0) @Nullable Integer connector,
            @Size(max = 20) @Nullable String connectorType, @NotBlank @Size(max = 36) String idTag,
            @Size(min = 1, max = 36) @Nullable String parentIdTag,
            @NotNull Instant expiresAt) implements CommandForm {
        @Override
        public CommandRequest request() {
            if (evse == null && connector != null && connector > 0)
                throw Problem.badRequest("Which EVSE?", new Problem.Field("evse", "is needed with a connector"));
            int number = reservationId == null
                    ? ThreadLocalRandom.current().nextInt(ReservationCommand.FIRST_FREE_NUMBER, Integer.MAX_VALUE)
                    : reservationId;
            return new Ask(new ReservationCommand.ReserveNow(number, evse == null ? 0 : evse, connectorType, new IdToken(idTag),
                    parentIdTag == null ? null : new IdToken(parentIdTag), expiresAt));
        }
    }

    record CancelReservation(@NotNull Integer reservationId) implements CommandForm {
        @Override
        public CommandRequest request() { return new Ask(new ReservationCommand.CancelReservation(reservationId)); }
    }

    record VariableForm(@NotBlank @Size(max = 50) String component, @NotBlank @Size(max = 50) String variable,
            @Size(max = 50) @Nullable String componentInstance, @Size(max = 50) @Nullable String instance, @Min(1) @Nullable Integer evse,
            @Min(1) @Nullable Integer connector, @Nullable String attribute) {
        Variable variableOf() { return new Variable(component, componentInstance, evse, connector, variable, instance, attribute); }
    }

    record ValueForm(@NotBlank @Size(max = 50) String component, @NotBlank @Size(max = 50) String variable,
            @Size(max = 50) @Nullable String componentInstance, @Size(max = 50) @Nullable String instance, @Min(1) @Nullable Integer evse,
            @Min(1) @Nullable Integer connector, @Nullable String attribute, @NotNull @Size(max = 2500) String value) {
        Variable variableOf() { return new Variable(component, componentInstance, evse, connector, variable, instance, attribute); }
    }
}
