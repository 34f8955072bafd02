package io.wattline.simulator.fuzz;

import io.wattline.simulator.rpc.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes frames that are wrong in one way, the same ones for the same seed. */
final class Mutator {
    private static final List<Mutation> MUTATIONS = List.of(Mutation.values());
    private static final String[] TEXTS = {"", " ", "\u0000", "-1", "NaN", "2026-13-45T99:99:99Z", "1970-01-01T00:00:00Z", "%s%n",
            "' OR 1=1 --", "😀",
            "\uD800", "null"};
    private static final String[] GARBAGE = {"", " ", "null", "[]", "{}", "[2]", "[[[[", "\"", "2", "true", "[2,\"x\"",
            "GET / HTTP/1.1\r\n\r\n", "[,]"};

    private final Specimens specimens;
    private final RandomGenerator random;

    Mutator(Specimens specimens, RandomGenerator random) {
        this.specimens = specimens;
        this.random = random;
    }

    /** {@code id}: of the call that is made wrong. */
    Mutant next(String id) {
        Mutation mutation = MUTATIONS.get(random.nextInt(MUTATIONS.size()));
        ArrayNode call = specimens.any(id, random);
        return switch (mutation) {
            case NONE -> text(mutation, call);
            case FRAGMENTED -> new Mutant(mutation, bytes(call), false, 2 + random.nextInt(5));
            case BINARY -> new Mutant(mutation, bytes(call), true, 1);
            case BYTE_FLIP -> plain(mutation, flipped(bytes(call)));
            case TRUNCATED -> plain(mutation, Arrays.copyOf(bytes(call), random.nextInt(bytes(call).length)));
            case REPEATED_SLICE -> plain(mutation, repeated(bytes(call)));
            case INVALID_UTF8 -> plain(mutation, invalid(bytes(call)));
            case GLUED -> plain(mutation, (call.toString() + specimens.any(id + "g", random)).getBytes(StandardCharsets.UTF_8));
            case PADDED -> plain(mutation, padded(call.toString()).getBytes(StandardCharsets.UTF_8));
            case NOT_JSON -> plain(mutation, GARBAGE[random.nextInt(GARBAGE.length)].getBytes(StandardCharsets.UTF_8));
            case DEEP_NESTING -> nested(call, 3 + random.nextInt(3_000));
            case WRONG_TYPE -> text(mutation, with(call, 0, oddType()));
            case WRONG_ID -> text(mutation, with(call, 1, oddId()));
            case WRONG_ACTION -> text(mutation, with(call, 2, oddAction()));
            case LOST_ELEMENT -> text(mutation, without(call));
            case SWAPPED_TYPE, HUGE_NUMBER, LONG_TEXT, NULL_VALUE -> text(mutation, replaced(call, odd(mutation)));
            case LOST_MEMBER, UNKNOWN_MEMBER -> text(mutation, member(call, mutation));
        };
    }

    private static Mutant text(Mutation mutation, JsonNode frame) { return plain(mutation, bytes(frame)); }

    private static Mutant plain(Mutation mutation, byte[] bytes) { return new Mutant(mutation, bytes, false, 1); }

    private static byte[] bytes(JsonNode frame) { return frame.toString().getBytes(StandardCharsets.UTF_8); }

    /** Below the eighth bit, so that the text stays text. */
    private byte[] flipped(byte[] bytes) {
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(7));
        return bytes;
    }

    private byte[] repeated(byte[] bytes) {
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(bytes.length - from);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + to - from);
        System.arraycopy(bytes, from, longer, to, bytes.length - from);
        return longer;
    }

    private byte[] invalid(byte[] bytes) {
        bytes[random.nextInt(bytes.length)] = (byte) (0x80 | random.nextInt(0x40));
        return bytes;
    }

    private String padded(String text) {
        return switch (random.nextInt(4)) {
            case 0 -> "\uFEFF" + text;
            case 1 -> text + "\u0000";
            case 2 -> "[," + text.substring(1);
            default -> "\r\n\t " + text + "\n";
        };
    }

    private Mutant nested(ArrayNode call, int depth) {
        boolean arrays = random.nextBoolean();
        String open = arrays ? "[" : "{\"a\":";
        String deep = open.repeat(depth) + "1" + (arrays ? "]" : "}").repeat(depth);
        String head = "[2,\"" + call.path(1).stringValue() + "\",\"" + call.path(2).stringValue() + "\",";
        return plain(Mutation.DEEP_NESTING, (head + deep + "]").getBytes(StandardCharsets.UTF_8));
    }

    private static ArrayNode with(ArrayNode call, int element, JsonNode value) {
        call.set(element, value);
        return call;
    }

    private ArrayNode without(ArrayNode call) {
        if (random.nextBoolean()) call.remove(random.nextInt(call.size()));
        else
            call.add(random.nextInt());
        return call;
    }

    private JsonNode oddType() {
        return switch (random.nextInt(4)) {
            case 0 -> number(random.nextInt(12) - 2L);
            case 1 -> new StringNode("2");
            case 2 -> JsonNodeFactory.instance.numberNode(2.0);
            default -> number(Integer.MAX_VALUE + 1L);
        };
    }

    private JsonNode oddId() {
        return switch (random.nextInt(6)) {
            case 0 -> number(random.nextInt());
            case 1 -> JsonNodeFactory.instance.nullNode();
            case 2 -> new StringNode("x".repeat(1_000));
            case 3 -> new StringNode("");
            case 4 -> new StringNode("\u00e9\"\\\n" + random.nextInt());
            default -> Json.object("id", "x");
        };
    }

    private JsonNode oddAction() {
        return switch (random.nextInt(5)) {
            case 0 -> new StringNode("Fly");
            case 1 -> new StringNode("bootnotification");
            case 2 -> new StringNode("Reset");
            case 3 -> number(7);
            default -> new StringNode(TEXTS[random.nextInt(TEXTS.length)]);
        };
    }

    private JsonNode odd(Mutation mutation) {
        return switch (mutation) {
            case HUGE_NUMBER -> JsonNodeFactory.instance.numberNode(BigInteger.TEN.pow(1 + random.nextInt(400)).negate());
            case LONG_TEXT -> new StringNode("L".repeat(random.nextInt(60_000)));
            case NULL_VALUE -> JsonNodeFactory.instance.nullNode();
            default -> switch (random.nextInt(6)) {
                case 0 -> number(random.nextLong());
                case 1 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
                case 2 -> Json.object("a", 1);
                case 3 -> Json.MAPPER.createArrayNode();
                case 4 -> JsonNodeFactory.instance.numberNode(random.nextDouble() * 1e300);
                default -> new StringNode(TEXTS[random.nextInt(TEXTS.length)]);
            };
        };
    }

    private ArrayNode replaced(ArrayNode call, JsonNode value) {
        List<ObjectNode> objects = objects(call);
        objects.removeIf(ObjectNode::isEmpty);
        if (objects.isEmpty()) return with(call, 3, value);
        ObjectNode chosen = objects.get(random.nextInt(objects.size()));
        List<String> names = List.copyOf(chosen.propertyNames());
        chosen.set(names.get(random.nextInt(names.size())), value);
        return call;
    }

    private ArrayNode member(ArrayNode call, Mutation mutation) {
        List<ObjectNode> objects = objects(call);
        ObjectNode chosen = objects.get(random.nextInt(objects.size()));
        List<String> names = List.copyOf(chosen.propertyNames());
        if (mutation == Mutation.UNKNOWN_MEMBER || names.isEmpty()) chosen.put("unknown" + random.nextInt(10), "x");
        else
            chosen.remove(names.get(random.nextInt(names.size())));
        return call;
    }

    private static List<ObjectNode> objects(JsonNode node) {
        var found = new ArrayList<ObjectNode>();
        if (node instanceof ObjectNode object) found.add(object);
        for (JsonNode child : node) found.addAll(objects(child));
        return found;
    }

    private static JsonNode number(long value) { return JsonNodeFactory.instance.numberNode(value); }
}
