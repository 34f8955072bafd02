package io.wattline.csms.ocpp.wire;

import io.wattline.csms.ocpp.rpc.FrameCodec;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * The messages a family interprets: the permitted subclasses of its sealed interface, each named like its action.
 *
 * @param <M> the sealed interface
 */
public final class MessageTypes<M> {
    private final Map<String, ObjectReader> readers = new HashMap<>();

    public MessageTypes(Class<M> family) {
        for (Class<?> message : family.getPermittedSubclasses())
            readers.put(message.getSimpleName(), FrameCodec.mapper().readerFor(message));
    }

    /**
     * The message; null when the family does not interpret this action. The payload keeps its schema; fails with a
     * {@link tools.jackson.core.JacksonException} for what no schema forbids and no station has, such as a number of twenty digits.
     */
    public @Nullable M read(String action, JsonNode payload) {
        ObjectReader reader = readers.get(action);
        return reader == null ? null : reader.readValue(payload);
    }
}
