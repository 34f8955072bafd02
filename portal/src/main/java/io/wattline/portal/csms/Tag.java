package io.wattline.portal.csms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token that may charge; what holds for its parent holds for it too. {@code status} and {@code validUntil} are what comes of that;
 * {@code onlyAt} null is everywhere.
 */
public record Tag(String idTag, @Nullable String type, @Nullable String name, @Nullable String description, @Nullable String parentIdTag,
        @Nullable Instant expiresAt, boolean blocked, @Nullable String blockedReason, @Nullable Integer maxTransactions,
        @Nullable Integer maxPoolTransactions, @Nullable Places onlyAt, @Nullable List<String> userIds, @Nullable String status,
        @Nullable Instant validUntil) {
    public Tag {
        userIds = userIds == null ? List.of() : List.copyOf(userIds);
    }

    /** Stations and sites. */
    public record Places(@Nullable List<String> stationIds, @Nullable List<String> siteIds) {
        public Places {
            stationIds = stationIds == null ? List.of() : List.copyOf(stationIds);
            siteIds = siteIds == null ? List.of() : List.copyOf(siteIds);
        }
    }

    /** A token that stations asked about and nobody knows; {@code stationId} is the last of them. */
    public record Unknown(String idTag, @Nullable String type, String stationId, Instant firstSeenAt, Instant lastSeenAt, long count) {}

    /** What an import did, or would do. */
    public record Report(boolean dryRun, long created, long changed, long unchanged, long refused, List<Line> lines) {
        public Report {
            lines = List.copyOf(lines);
        }
    }

    public record Line(long line, String idTag, String outcome, @Nullable String reason) {}
}
