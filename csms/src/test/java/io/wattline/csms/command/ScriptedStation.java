package io.wattline.csms.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Ability;
import io.wattline.csms.ocpp.StationLink;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** The only connected station, which does with a command what a test says, when it says. */
final class ScriptedStation implements StationLink, StationLinks {
    final List<StationCommand> asked = new ArrayList<>();
    private final StationPrincipal principal;
    private boolean connected = true;
    private Sinks.Many<CommandProgress> progress = Sinks.many().unicast().onBackpressureBuffer();

    ScriptedStation(StationPrincipal principal) { this.principal = principal; }

    void disconnects() { connected = false; }

    /** The command leaves. */
    ScriptedStation receives(String action, String request) {
        progress.tryEmitNext(new CommandProgress.Sent(action, request)).orThrow();
        return this;
    }

    void answers(CommandResult result, @Nullable String response) {
        progress.tryEmitNext(new CommandProgress.Answered(result, response)).orThrow();
        progress.tryEmitComplete().orThrow();
    }

    /** Does not, in time. */
    void staysSilent() {
        progress.tryEmitNext(new CommandProgress.Answered(new CommandResult.Unreachable("No answer within 30 s."), null)).orThrow();
    }

    void answersLate(CommandResult result, String response) {
        progress.tryEmitNext(new CommandProgress.Late(result, response)).orThrow();
        progress.tryEmitComplete().orThrow();
    }

    void answers(String status) {
        CommandResult result = switch (status) {
            case "Accepted", "Scheduled" -> new CommandResult.Accepted();
            default -> new CommandResult.Rejected(status);
        };
        answers(result, "{\"status\":\"" + status + "\"}");
    }

    <C extends StationCommand> C lastAsked(Class<C> kind) {
        assertThat(asked).isNotEmpty();
        return kind.cast(asked.getLast());
    }

    @Override
    public Flux<CommandProgress> send(StationCommand command) {
        asked.add(command);
        progress = Sinks.many().unicast().onBackpressureBuffer();
        return progress.asFlux();
    }

    @Override
    public StationCommand understood(RawCall raw) { return raw; }

    @Override
    public Optional<Ability> abilityFor(StationCommand command) { return Optional.empty(); }

    @Override
    public Optional<StationLink> find(AccountId account, StationId station) {
        boolean isIt = connected && account.equals(principal.account()) && station.equals(principal.station());
        return isIt ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Collection<StationLink> all() { return connected ? List.of(this) : List.of(); }

    @Override
    public StationPrincipal principal() { return principal; }

    @Override
    public Instant connectedAt() { return Instant.EPOCH; }

    @Override
    public Instant lastSeenAt() { return Instant.EPOCH; }

    @Override
    public boolean isThrottled() { return false; }

    @Override
    public void close(String why) { disconnects(); }
}
