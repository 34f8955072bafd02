package io.wattline.csms.file;

import io.wattline.csms.file.Incoming.Stored;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of a file; {@code name} is fit to be shown and to be saved under. */
record FileRow(UUID id, String kind, String name, long sizeBytes, String sha256, String md5, @Nullable String stationId,
        @Nullable UUID taskId, Instant createdAt) {
    private static final int LONGEST_NAME = 200;
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\p{Cf}\"*:<>?|]+");

    /** What a station left for its job; {@code name} as it said. */
    static FileRow of(Job job, @Nullable String name, Stored stored, Instant now) {
        return new FileRow(stored.id(), job.kind().wireName(), fit(name, job.kind().wireName() + ".bin"), stored.size(), stored.sha256(),
                stored.md5(), job.station().value(), job.task(), now);
    }

    /** The last part of a path in anybody's manner, without what does not belong into a name. */
    static String fit(@Nullable String name, String otherwise) {
        if (name == null) return otherwise;
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = UNFIT.matcher(last).replaceAll("_").strip();
        if (clean.isEmpty() || clean.chars().allMatch(c -> c == '.')) return otherwise;
        return clean.length() <= LONGEST_NAME ? clean : clean.substring(clean.length() - LONGEST_NAME);
    }

    boolean endsWith(String suffix) { return name.toLowerCase(Locale.ROOT).endsWith(suffix); }
}
