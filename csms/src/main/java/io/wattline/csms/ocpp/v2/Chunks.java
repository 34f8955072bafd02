package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.rpc.Limits;
import io.wattline.csms.ocpp.rpc.Script;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.CommandResult.Accepted;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists that are asked in as many CALLs as the station needs: it says how many items and how many bytes it takes in a message. What it did
 * not say yet is asked first, unless there are a few items only. Source: OCPP 2.0.1 part 2 appendix, ItemsPerMessage and BytesPerMessage.
 */
final class Chunks implements Script {
    private static final int A_FEW = 5;
    /** What a frame has around its payload, and a payload around its items. */
    private static final int FRAME_BYTES = 128;
    private static final String ITEMS = "ItemsPerMessage";
    private static final String BYTES = "BytesPerMessage";

    private static final Map<String, Shape> SHAPES = Map.of("GetVariables",
            new Shape("getVariableData", "getVariableResult", "DeviceDataCtrlr"),
            "SetVariables", new Shape("setVariableData", "setVariableResult", "DeviceDataCtrlr"), "SetVariableMonitoring",
            new Shape("setMonitoringData", "setMonitoringResult", "MonitoringCtrlr"), "ClearVariableMonitoring",
            new Shape("id", "clearMonitoringResult", "MonitoringCtrlr"));

    private final Request whole;
    private final Shape shape;
    private final List<JsonNode> items;

    /** Where the items and their results are, and which component knows the limits. */
    private record Shape(String items, String results, String component) {}

    private Chunks(Request whole, Shape shape) {
        this.whole = whole;
        this.shape = shape;
        items = whole.payload().path(shape.items()).valueStream().toList();
    }

    /** Null for a request without such a list. */
    static @Nullable Chunks of(Request whole) {
        Shape shape = SHAPES.get(whole.action());
        return shape == null ? null : new Chunks(whole, shape);
    }

    /** A variable that a station does not have, or does not tell, limits nothing. */
    static void limits(JsonNode answer, Limits limits) {
        for (JsonNode result : answer.path("getVariableResult")) {
            String name = result.path("variable").path("name").asString("");
            if (!name.equals(ITEMS) && !name.equals(BYTES)) continue;
            boolean told = result.path("attributeStatus").asString("").equals("Accepted");
            limits.learn(nameOf(name, result.path("variable").path("instance").asString("")),
                    told ? result.path("attributeValue").asInt(Limits.NONE) : Limits.NONE);
        }
    }

    @Override
    public @Nullable Request next(List<Exchange> heard, Limits limits) {
        List<Exchange> asked = heard.stream().filter(each -> !isQuestion(each)).toList();
        if (!asked.isEmpty() && !asked.getLast().isUnderstood()) return null;
        for (String limit : List.of(ITEMS, BYTES)) {
            Request question = question(limit);
            boolean open = items.size() > A_FEW && !limits.isKnown(nameOf(limit, whole.action()));
            if (open && heard.stream().noneMatch(each -> each.request().equals(question))) return question;
        }
        int done = asked.stream().mapToInt(each -> each.request().payload().path(shape.items()).size()).sum();
        return heard.isEmpty() || done < items.size() ? chunk(done, limits) : null;
    }

    private Request chunk(int from, Limits limits) {
        long bytes = (long) limits.of(nameOf(BYTES, whole.action())) - FRAME_BYTES;
        int most = limits.of(nameOf(ITEMS, whole.action()));
        ObjectNode payload = ((ObjectNode) whole.payload()).deepCopy();
        var chunk = payload.putArray(shape.items());
        for (JsonNode item : items.subList(from, items.size())) {
            bytes -= item.toString().getBytes(StandardCharsets.UTF_8).length + 1;
            if (!chunk.isEmpty() && (bytes < 0 || chunk.size() >= most)) break;
            chunk.add(item);
        }
        return new Request(whole.action(), payload);
    }

    @Override
    public Outcome outcome(List<Exchange> heard) {
        List<Exchange> asked = heard.stream().filter(each -> !isQuestion(each)).toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var results = answer.putArray(shape.results());
        asked.forEach(each -> each.answer().path(shape.results()).forEach(results::add));
        CommandResult result = asked.stream().map(each -> each.answered().result()).filter(each -> !(each instanceof Accepted)).findFirst()
                .orElseGet(Accepted::new);
        return new Outcome(whole, result, results.isEmpty() ? null : answer);
    }

    private boolean isQuestion(Exchange exchange) {
        return exchange.request().equals(question(ITEMS)) || exchange.request().equals(question(BYTES));
    }

    private Request question(String limit) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        ObjectNode data = payload.putArray("getVariableData").addObject();
        data.putObject("component").put("name", shape.component());
        data.putObject("variable").put("name", limit).put("instance", whole.action());
        return new Request("GetVariables", payload);
    }

    private static String nameOf(String limit, String instance) { return limit + " " + instance; }
}
