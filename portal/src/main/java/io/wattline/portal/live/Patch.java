package io.wattline.portal.live;

import io.wattline.portal.csms.LiveChange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;

/** Elements that replace those of the same id in an open page; {@code sequence} is where csms resumes after a lost connection. */
public record Patch(String html, @Nullable Long sequence) {
    public static Patch of(String html) { return new Patch(html, null); }

    public static Patch of(String html, List<LiveChange> batch) {
        return new Patch(html, batch.stream().mapToLong(LiveChange::sequence).max().orElse(0));
    }

    ServerSentEvent<String> event() {
        var event = ServerSentEvent.<String>builder().event("patch").data(html);
        return sequence == null ? event.build() : event.id(sequence.toString()).build();
    }
}
