package io.wattline.simulator.fuzz;

import io.wattline.simulator.rpc.Json;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A frame as it goes over the wire. {@code pieces}: in how many fragments. */
@SuppressWarnings("ArrayRecordComponent")
record Mutant(Mutation mutation, byte[] bytes, boolean binary, int pieces) {
    private static final Pattern READABLE = Pattern.compile("\\s*\\[\\s*2\\s*,\\s*\"([^\"\\\\\\p{Cntrl}]{1,255})\"\\s*,.*", Pattern.DOTALL);

    /** The id that its answer must carry; null when it needs none: it is no CALL, or its id cannot be read. */
    @Nullable
    String answeredId() {
        if (binary || mutation.mayClose()) return null;
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) return null;
        try {
            JsonNode frame = Json.MAPPER.readTree(text);
            boolean isCall = frame.isArray() && frame.path(0).isInt() && frame.path(0).intValue() == 2;
            return isCall && frame.path(1).isString() && !frame.path(1).stringValue().isEmpty() ? frame.path(1).stringValue() : null;
        } catch (JacksonException _) {
            var beginning = READABLE.matcher(text);
            return beginning.matches() ? beginning.group(1) : null;
        }
    }

    String shown() {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return mutation + " " + (text.length() <= 300 ? text : text.substring(0, 300) + "… (" + text.length() + ")");
    }
}
