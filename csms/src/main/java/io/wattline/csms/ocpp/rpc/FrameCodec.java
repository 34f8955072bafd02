package io.wattline.csms.ocpp.rpc;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wattline.csms.ocpp.rpc.Frame.Broken;
import io.wattline.csms.ocpp.rpc.Frame.Call;
import io.wattline.csms.ocpp.rpc.Frame.CallError;
import io.wattline.csms.ocpp.rpc.Frame.CallResult;
import io.wattline.csms.ocpp.rpc.Frame.CallResultError;
import io.wattline.csms.ocpp.rpc.Frame.Send;
import io.wattline.csms.ocpp.rpc.Frame.Unheard;
import io.wattline.model.station.OcppVersion;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Text to frame and back. Numbers with a fraction are exact; nesting and sizes are limited. */
public final class FrameCodec {
    static final int CALL = 2;
    static final int CALL_RESULT = 3;
    static final int CALL_ERROR = 4;
    static final int CALL_RESULT_ERROR = 5;
    static final int SEND = 6;

    /** What a text that is no JSON may still tell: its message type and id. */
    private static final Pattern BEGINNING = Pattern.compile("[\\s,\\uFEFF]*\\[[\\s,]*([0-9])\\s*,\\s*\"([^\"\\\\]{1,255})\"");
    /** An escaped NUL, behind an even number of backslashes. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(64).build();

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().streamReadConstraints(LIMITS).disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build())
            .nodeFactory(new ModestNumbers())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .changeDefaultPropertyInclusion(
                    inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private FrameCodec() {}

    /** Reads and writes payloads by the rules of frames. */
    public static JsonMapper mapper() { return MAPPER; }

    /** Never fails: what cannot be read is {@link Broken}. */
    public static Frame read(String text, OcppVersion version) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(withoutNuls(text));
        } catch (JacksonException e) {
            return noJson(text, e);
        }
        if (tree == null || !tree.isArray() || tree.isEmpty())
            return broken(0, Frame.UNREADABLE_ID, "a message is a JSON array that is not empty");
        return frame(tree, version);
    }

    /** The character that no database keeps in a text: stations pad with it. */
    private static String withoutNuls(String text) {
        return text.contains("\\u0000") ? NUL.matcher(text).replaceAll("$1") : text;
    }

    private static Frame frame(JsonNode array, OcppVersion version) {
        String id = array.path(1).isString() && !array.path(1).stringValue().isEmpty() ? array.path(1).stringValue() : Frame.UNREADABLE_ID;
        if (!array.path(0).isInt()) return broken(0, id, "a message begins with its message type number");
        int type = array.path(0).intValue();
        if (!isHeardOf(type, version)) return new Unheard(id, type);
        if (id.equals(Frame.UNREADABLE_ID)) return broken(type, id, "the second element of a message is its id, a string");
        return switch (type) {
            case CALL, SEND -> call(type, id, array);
            case CALL_RESULT -> array.size() < 3 ? broken(type, id, "a CALLRESULT has three elements") : new CallResult(id, array.path(2));
            case CALL_ERROR -> new CallError(id, array.path(2).asString(""), array.path(3).asString(""));
            default -> new CallResultError(id, array.path(2).asString(""), array.path(3).asString(""));
        };
    }

    private static boolean isHeardOf(int type, OcppVersion version) {
        return type >= CALL && type <= (version == OcppVersion.V2_1 ? SEND : CALL_ERROR);
    }

    private static Frame call(int type, String id, JsonNode array) {
        if (array.size() != 4) return broken(type, id, "a message of type " + type + " has four elements, not " + array.size());
        if (!array.path(2).isString()) return broken(type, id, "the third element of a message is its action, a string");
        String action = array.path(2).stringValue();
        return type == SEND ? new Send(id, action, array.path(3)) : new Call(id, action, array.path(3));
    }

    private static Frame broken(int type, String id, String sentence) {
        return new Broken(type, id, new OcppException(OcppErrorCode.RPC_FRAMEWORK_ERROR, sentence));
    }

    private static Frame noJson(String text, JacksonException why) {
        var location = why.getLocation();
        String sentence = "not JSON" + (location == null ? "" : " at character " + location.getColumnNr()) + ": "
                + why.getOriginalMessage();
        var beginning = BEGINNING.matcher(text);
        if (!beginning.lookingAt()) return broken(0, Frame.UNREADABLE_ID, sentence);
        return new Broken(Integer.parseInt(beginning.group(1)), beginning.group(2),
                new OcppException(OcppErrorCode.FORMAT_VIOLATION, sentence));
    }

    public static String write(Call call) { return text(array(CALL, call.id()).add(call.action()).add(call.payload())); }

    public static String write(CallResult result) { return text(array(CALL_RESULT, result.id()).add(result.payload())); }

    public static String write(CallError error) {
        return text(array(CALL_ERROR, error.id()).add(error.code()).add(error.description()).add(JsonNodeFactory.instance.objectNode()));
    }

    public static String write(CallResultError error) {
        return text(
                array(CALL_RESULT_ERROR, error.id()).add(error.code()).add(error.description()).add(JsonNodeFactory.instance.objectNode()));
    }

    private static ArrayNode array(int type, String id) { return JsonNodeFactory.instance.arrayNode(5).add(type).add(id); }

    private static String text(JsonNode node) { return MAPPER.writeValueAsString(node); }
}
