package io.wattline.csms.profile;

import io.wattline.csms.profile.ProfileContent.ScheduleContent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stored charging profile in REST; {@code profileId} is OCPP's number. */
record ProfileView(UUID id, int profileId, String name, @Nullable String description, String purpose, String kind,
        @Nullable String recurrency, int stackLevel, @Nullable Instant validFrom, @Nullable Instant validTo,
        List<ScheduleContent> schedules, Instant createdAt, Instant updatedAt) {
    static ProfileView of(UUID id, int number, ProfileContent c, Instant createdAt, Instant updatedAt) {
        return new ProfileView(id, number, c.name(), c.description(), c.purpose(), c.kind(), c.recurrency(), c.stackLevel(), c.validFrom(),
                c.validTo(), c.schedules(), createdAt, updatedAt);
    }

    ProfileContent content() {
        return new ProfileContent(profileId, name, description, purpose, kind, recurrency, stackLevel, validFrom, validTo, schedules);
    }
}
