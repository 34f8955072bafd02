package io.wattline.model.event;

import org.jspecify.annotations.Nullable;

/**
 * Something that is valid at a station until it is told otherwise. {@code kind} and {@code key} name it; {@code data} is JSON, null when it is
 * valid no more; no key stands for all of the kind, which are valid no more; {@code adds}: the members come beside those known.
 */
public record Notice(String kind, @Nullable String key, @Nullable Integer evse, @Nullable String data, boolean adds) {
    public static Notice of(String kind, Object key, @Nullable Integer evse, Object data) {
        return new Notice(kind, key.toString(), evse, data.toString(), false);
    }

    public static Notice adding(String kind, Object key, Object data) {
        return new Notice(kind, key.toString(), null, data.toString(), true);
    }

    public static Notice gone(String kind, Object key) { return new Notice(kind, key.toString(), null, null, false); }

    public static Notice allGone(String kind) { return new Notice(kind, null, null, null, false); }
}
