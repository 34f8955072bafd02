package io.wattline.csms.command;

import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.csms.web.Problem;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.LocalListEntry;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.command.LocalListCommand.GetLocalListVersion;
import io.wattline.model.command.LocalListCommand.SendLocalList;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of commands about local authorization lists, as they are; what builds and compares them is a feature of its own. */
sealed interface LocalListForm extends CommandForm {
    /** By the name in the address, without any member. */
    Map<String, CommandForm> BLANK = Map.of("get-local-list-version", new VersionForm(), "send-local-list",
            new SendForm(null, "full", List.of()));

    record VersionForm() implements LocalListForm {
        @Override
        public CommandRequest request() { return new Ask(new GetLocalListVersion()); }
    }

    record SendForm(@NotNull @Min(1) Integer version,
            @NotNull @Pattern(regexp = "full|differential", message = "must be full or differential") String updateType,
            @NotNull @Size(max = 10_000) List<@Valid @NotNull EntryForm> entries) implements LocalListForm {
        @Override
        public CommandRequest request() {
            boolean full = updateType.equals("full");
            if (full && entries.stream().anyMatch(entry -> entry.status() == null))
                throw Problem.badRequest("Some members are not acceptable.",
                        new Problem.Field("entries", "need a status; only a differential list forgets tokens"));
            return new Ask(new SendLocalList(version, full, entries.stream().map(EntryForm::entry).toList()));
        }
    }

    /** Without a status the station is to forget the token. */
    record EntryForm(@NotBlank @Size(max = 36) String idTag,
            @Pattern(regexp = "Accepted|Blocked|Expired|Invalid", message = "must be Accepted, Blocked, Expired or Invalid") @Nullable String status,
            @Nullable Instant expiresAt, @Size(min = 1, max = 36) @Nullable String parentIdTag) {
        LocalListEntry entry() {
            return new LocalListEntry(new IdToken(idTag), status == null ? null : TagStatus.valueOf(status.toUpperCase(Locale.ROOT)),
                    expiresAt, parentIdTag == null ? null : new IdToken(parentIdTag));
        }
    }
}
