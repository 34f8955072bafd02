package io.wattline.csms.command;

import io.wattline.model.command.FileCommand;
import io.wattline.model.command.FileCommand.Retries;
import io.wattline.model.event.JobKind;
import io.wattline.model.event.JobProgressed;
import io.wattline.model.event.JobProgressed.Outcome;
import io.wattline.model.event.StationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The station tells how far it is with a file, until it is done or has failed for good. No {@code tries}: it is to try once. */
record JobEnds(JobKind job, int requestId, @Nullable Instant beginsAt, @Nullable Tries tries) implements Effect {
    /** {@code left}: how often it may fail and try again; {@code failed}: at what it failed last, null while it is at work. */
    record Tries(int left, int intervalSeconds, @Nullable String failed) {}

    static @Nullable JobEnds of(FileCommand command) {
        return switch (command) {
            case FileCommand.GetDiagnostics c ->
                new JobEnds(JobKind.DIAGNOSTICS, c.upload().requestId(), null, tries(c.upload().retries()));
            case FileCommand.GetLog c -> new JobEnds(JobKind.LOG, c.upload().requestId(), null, tries(c.upload().retries()));
            case FileCommand.UpdateFirmware c -> new JobEnds(JobKind.FIRMWARE, c.requestId(),
                    c.installAt() == null ? c.retrieveAt() : c.installAt(), tries(c.retries()));
            case FileCommand.PublishFirmware c -> new JobEnds(JobKind.PUBLICATION, c.requestId(), null, tries(c.retries()));
            case FileCommand.UnpublishFirmware _ -> null;
        };
    }

    private static @Nullable Tries tries(Retries retries) {
        if (retries.times() == null || retries.times() == 0) return null;
        return new Tries(retries.times(), retries.intervalSeconds() == null ? 0 : retries.intervalSeconds(), null);
    }

    @Override
    public boolean isShownBy(StationEvent fact) { return outcome(fact) == Outcome.DONE; }

    @Override
    public Effect after(StationEvent fact) {
        if (tries == null || !(fact instanceof JobProgressed told) || !told.concerns(job, requestId) || told.saysIdle()) return this;
        if (told.mayTryAgain() && tries.left() > 0)
            return with(new Tries(tries.left() - 1, tries.intervalSeconds(), told.status()));
        boolean triesAgain = tries.failed() != null && told.outcome() == Outcome.RUNNING;
        return triesAgain ? with(new Tries(tries.left(), tries.intervalSeconds(), null)) : this;
    }

    private JobEnds with(Tries now) { return new JobEnds(job, requestId, beginsAt, now); }

    @Override
    public Optional<String> isDeniedBy(StationEvent fact) {
        return fact instanceof JobProgressed told && outcome(told) == Outcome.FAILED
                ? Optional.of("The station told " + told.status() + (told.info() == null ? "." : " (" + told.info() + ")."))
                : Optional.empty();
    }

    private Outcome outcome(StationEvent fact) {
        return fact instanceof JobProgressed told && told.concerns(job, requestId) ? told.outcome() : Outcome.RUNNING;
    }

    @Override
    public Duration patience(CommandProperties settings) {
        return tries == null || tries.failed() == null
                ? settings.scheduledTimeout()
                : settings.retryTimeout().plusSeconds(tries.intervalSeconds());
    }

    /** For people. */
    String missing() {
        return tries == null || tries.failed() == null
                ? "the station did not tell the end of it"
                : "after " + tries.failed() + " the station did not try again";
    }
}
