package io.wattline.csms.audit;

import org.jspecify.annotations.Nullable;

/**
 * What was done to what. {@code action} is the target with a verb, {@code transaction.close}; {@code before} and {@code after} become JSON,
 * so they hold nothing secret.
 */
public record Note(String action, String targetKind, String targetId, @Nullable Object before, @Nullable Object after) {
    public Note {
        if (!action.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*")) throw new IllegalArgumentException("not the name of an action: " + action);
    }
}
