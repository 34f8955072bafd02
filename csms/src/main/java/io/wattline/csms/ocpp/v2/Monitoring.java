package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.v2.Message.EventData;
import io.wattline.csms.ocpp.v2.Message.NotifyEvent;
import io.wattline.csms.ocpp.v2.Message.NotifyMonitoringReport;
import io.wattline.csms.ocpp.v2.Message.NotifyPeriodicEventStream;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.event.MonitorFact.EventNotified;
import io.wattline.model.event.MonitorFact.Monitor;
import io.wattline.model.event.MonitorFact.MonitorsCleared;
import io.wattline.model.event.MonitorFact.MonitorsCleared.Which;
import io.wattline.model.event.MonitorFact.MonitorsReported;
import io.wattline.model.event.MonitorFact.StreamValuesReported;
import io.wattline.model.event.MonitorFact.Value;
import io.wattline.model.event.ReportPart;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.VariablesReported;
import io.wattline.model.event.VariablesReported.Attribute;
import io.wattline.model.event.VariablesReported.Reported;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Monitors and what they notice as facts. Source: OCPP 2.0.1 part 2 N, 2.1 N11–N15. */
final class Monitoring {
    private Monitoring() {}

    static MonitorsReported reported(StationId station, NotifyMonitoringReport m, Instant received) {
        List<Monitor> monitors = m.monitor() == null
                ? List.of()
                : m.monitor().stream().flatMap(data -> Variables.named(data.component(), data.variable()).stream()
                        .flatMap(variable -> data.variableMonitoring().stream().map(each -> new Monitor(variable, each.id(), each.type(),
                                each.value(), each.severity(), each.transaction(), each.eventNotificationType()))))
                        .toList();
        var part = new ReportPart(m.requestId(), m.seqNo(), !Boolean.TRUE.equals(m.tbc()));
        return new MonitorsReported(station, Timestamps.read(m.generatedAt(), received), monitors, part);
    }

    /** The events, and the values they tell. */
    static List<StationEvent> noticed(StationId station, NotifyEvent m, Instant received) {
        var facts = new ArrayList<StationEvent>();
        var values = new ArrayList<Reported>();
        for (EventData event : m.eventData()) {
            Variables.named(event.component(), event.variable()).ifPresent(variable -> {
                Instant at = Timestamps.read(event.timestamp(), received);
                facts.add(
                        new EventNotified(station, at, event.eventId(), event.trigger(), variable,
                                event.actualValue(), event.cleared(), event.severity(), event.variableMonitoringId(), event.cause(),
                                event.transactionId(), event.techCode(), event.techInfo(), event.eventNotificationType()));
                values.add(Reported.value(variable, Attribute.ACTUAL, event.actualValue(), at));
            });
        }
        if (!values.isEmpty())
            facts.add(new VariablesReported(station, Timestamps.read(m.generatedAt(), received), values, List.of(), null));
        return facts;
    }

    /** Times count in seconds from the base time. */
    static StreamValuesReported streamed(StationId station, NotifyPeriodicEventStream m, Instant received) {
        Instant base = Timestamps.read(m.basetime(), received);
        List<Value> values = m.data().stream().map(each -> new Value(base.plusMillis(millis(each.t())), each.v())).toList();
        return new StreamValuesReported(station, base, m.id(), m.pending(), values);
    }

    static List<StationEvent> set(StationId station, Instant now, JsonNode request, JsonNode answer) {
        var monitors = new ArrayList<Monitor>();
        answer.path("setMonitoringResult").valueStream().filter(result -> result.path("status").asString("").equals("Accepted"))
                .filter(result -> result.path("id").isInt())
                .forEach(result -> asked(request, result).findFirst().ifPresent(data -> Variables.named(result)
                        .ifPresent(
                                variable -> monitors.add(new Monitor(variable, result.path("id").intValue(), data.path("type").asString(""),
                                        data.path("value").decimalValue(BigDecimal.ZERO), data.path("severity").intValue(0),
                                        data.path("transaction").asBoolean(false), Monitor.CUSTOM)))));
        return monitors.isEmpty() ? List.of() : List.of(new MonitorsReported(station, now, monitors, null));
    }

    static List<StationEvent> cleared(StationId station, Instant now, JsonNode answer) {
        List<Integer> ids = answer.path("clearMonitoringResult").valueStream()
                .filter(result -> List.of("Accepted", "NotFound").contains(result.path("status").asString("")))
                .map(result -> result.path("id").intValue(0)).toList();
        return ids.isEmpty() ? List.of() : List.of(new MonitorsCleared(station, now, Which.THESE, ids));
    }

    /** All other bases end what somebody set. Source: OCPP 2.0.1 part 2 N03. */
    static List<StationEvent> based(StationId station, Instant now, JsonNode request, JsonNode answer) {
        return !isAccepted(answer) || request.path("monitoringBase").asString("").equals("All")
                ? List.of()
                : List.of(new MonitorsCleared(station, now, Which.CUSTOM, List.of()));
    }

    /** A report of all monitors begins: those it does not tell of are no more. */
    static List<StationEvent> reportAgreed(StationId station, Instant now, JsonNode request, JsonNode answer) {
        boolean whole = isAccepted(answer) && request.path("componentVariable").isEmpty() && request.path("monitoringCriteria").isEmpty();
        return whole ? List.of(new MonitorsCleared(station, now, Which.ALL, List.of())) : List.of();
    }

    /** The results come in any order; one variable may have several monitors, of different types or severities. */
    private static Stream<JsonNode> asked(JsonNode request, JsonNode result) {
        return request.path("setMonitoringData").valueStream().filter(data -> data.path("type").equals(result.path("type")))
                .filter(data -> data.path("severity").equals(result.path("severity")))
                .filter(data -> data.path("component").equals(result.path("component")))
                .filter(data -> data.path("variable").equals(result.path("variable")));
    }

    private static boolean isAccepted(JsonNode answer) { return answer.path("status").asString("").equals("Accepted"); }

    private static long millis(BigDecimal seconds) {
        return seconds.abs().compareTo(BigDecimal.valueOf(1_000_000_000)) > 0 ? 0 : seconds.movePointRight(3).longValue();
    }
}
