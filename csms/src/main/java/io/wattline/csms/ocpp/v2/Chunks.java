package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.rpc.Limits;
import io.wattline.csms.ocpp.rpc.Script;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.station.VariableRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
    private static final String NUMBER = "requestId";

    private static final Map<String, Shape> SHAPES = Map.of("GetVariables",
            new Shape("getVariableData", "getVariableResult", "DeviceDataCtrlr"),
            "SetVariables", new Shape("setVariableData", "setVariableResult", "DeviceDataCtrlr"), "GetReport",
            new Shape("componentVariable", null, "DeviceDataCtrlr"), "SetVariableMonitoring",
            new Shape("setMonitoringData", "setMonitoringResult", "MonitoringCtrlr"), "ClearVariableMonitoring",
            new Shape("id", "clearMonitoringResult", "MonitoringCtrlr"));

    private final Request whole;
    private final Shape shape;
    private final List<JsonNode> items;
    private final VariableRef mostItems;
    private final VariableRef mostBytes;

    /** Where the items and their results are, and which component knows the limits; without results the answer is a status. */
    private record Shape(String items, @Nullable String results, String component) {}

    private Chunks(Request whole, Shape shape) {
        this.whole = whole;
        this.shape = shape;
        items = whole.payload().path(shape.items()).valueStream().toList();
        mostItems = new VariableRef(shape.component(), null, 0, 0, ITEMS, whole.action());
        mostBytes = new VariableRef(shape.component(), null, 0, 0, BYTES, whole.action());
    }

    /** Null for a request without such a list. */
    static @Nullable Chunks of(Request whole) {
        Shape shape = SHAPES.get(whole.action());
        return shape == null ? null : new Chunks(whole, shape);
    }

    /** A variable that a station does not have, or does not tell, limits nothing. */
    static void limits(JsonNode answer, Limits limits) {
        for (JsonNode result : answer.path("getVariableResult")) {
            boolean told = result.path("attributeStatus").asString("").equals("Accepted");
            Variables.named(result).filter(Chunks::isLimit)
                    .ifPresent(limit -> limits.learn(limit, told ? result.path("attributeValue").asString("") : ""));
        }
    }

    static boolean isLimit(VariableRef variable) {
        return variable.name().equalsIgnoreCase(ITEMS) || variable.name().equalsIgnoreCase(BYTES);
    }

    @Override
    public List<VariableRef> limits() { return List.of(mostItems, mostBytes); }

    @Override
    public @Nullable Request next(List<Exchange> heard, Limits limits) {
        List<Exchange> asked = heard.stream().filter(each -> !isQuestion(each)).toList();
        if (!asked.isEmpty() && !asked.getLast().isUnderstood()) return null;
        for (VariableRef limit : limits()) {
            Request question = question(limit);
            boolean open = items.size() > A_FEW && !limits.isKnown(limit);
            if (open && heard.stream().noneMatch(each -> each.request().equals(question))) return question;
        }
        int done = asked.stream().mapToInt(each -> each.request().payload().path(shape.items()).size()).sum();
        return heard.isEmpty() || done < items.size() ? chunk(done, limits) : null;
    }

    private Request chunk(int from, Limits limits) {
        if (items.isEmpty()) return whole;
        long bytes = (long) limits.of(mostBytes) - FRAME_BYTES;
        ObjectNode payload = ((ObjectNode) whole.payload()).deepCopy();
        var chunk = payload.putArray(shape.items());
        for (JsonNode item : items.subList(from, items.size())) {
            bytes -= item.toString().getBytes(StandardCharsets.UTF_8).length + 1;
            if (!chunk.isEmpty() && (bytes < 0 || chunk.size() >= limits.of(mostItems))) break;
            chunk.add(item);
        }
        if (payload.has(NUMBER) && from + chunk.size() < items.size()) payload.put(NUMBER, number(from));
        return new Request(whole.action(), payload);
    }

    /** Each report has a number of its own, and the last that of the whole: with it all is told. */
    private int number(int from) {
        return whole.payload().path(NUMBER).intValue(0) + from + 1 & Integer.MAX_VALUE;
    }

    @Override
    public Outcome outcome(List<Exchange> heard) {
        List<Exchange> asked = heard.stream().filter(each -> !isQuestion(each)).toList();
        Exchange telling = asked.stream().filter(Predicate.not(each -> each.answered().result() instanceof Accepted)).findFirst()
                .orElseGet(asked::getLast);
        if (shape.results() == null)
            return new Outcome(whole, telling.answered().result(), telling.isUnderstood() ? telling.answer() : null);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var results = answer.putArray(shape.results());
        asked.forEach(each -> each.answer().path(shape.results()).forEach(results::add));
        return new Outcome(whole, telling.answered().result(), results.isEmpty() ? null : answer);
    }

    private boolean isQuestion(Exchange exchange) {
        return exchange.request().equals(question(mostItems)) || exchange.request().equals(question(mostBytes));
    }

    private static Request question(VariableRef limit) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        ObjectNode data = payload.putArray("getVariableData").addObject();
        data.putObject("component").put("name", limit.component());
        data.putObject("variable").put("name", limit.name()).put("instance", limit.instance());
        return new Request("GetVariables", payload);
    }
}
