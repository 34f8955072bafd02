package io.wattline.csms.tag;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an import did, or would do. {@code dryRun}: it did nothing. */
record TagReport(boolean dryRun, long created, long changed, long unchanged, long refused, List<TagLine> lines) {
    /** {@code line} counts from 1, with the header; {@code reason} says why it is refused. */
    record TagLine(long line, String idTag, Outcome outcome, @Nullable String reason) {}

    enum Outcome {
        @JsonProperty("create") CREATE, @JsonProperty("change") CHANGE, @JsonProperty("unchanged") LEAVE, @JsonProperty("refused") REFUSE
    }

    static TagReport of(boolean dryRun, List<TagLine> lines) {
        return new TagReport(dryRun, count(lines, Outcome.CREATE), count(lines, Outcome.CHANGE), count(lines, Outcome.LEAVE),
                count(lines, Outcome.REFUSE), lines);
    }

    private static long count(List<TagLine> lines, Outcome outcome) {
        return lines.stream().filter(line -> line.outcome() == outcome).count();
    }

    List<TagLine> refusals() { return lines.stream().filter(line -> line.outcome() == Outcome.REFUSE).toList(); }
}
