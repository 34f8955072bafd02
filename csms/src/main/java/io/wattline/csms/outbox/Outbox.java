package io.wattline.csms.outbox;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.Announcement;
import io.wattline.model.event.Booted;
import io.wattline.model.event.LocalListFact;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.MessageNoted;
import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationDisconnected;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionFact;
import io.wattline.model.event.TransactionQueueTold;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.event.TransactionUpdated;
import io.wattline.model.station.ConnectorRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The committed facts in their order, for histories and for those who integrate. Meter samples stand in {@code meter_value} alone. */
@Component
@CrossTenant("a batch holds facts of all accounts; every row names its account")
public class Outbox {
    private final JsonMapper json;

    Outbox(JsonMapper json) { this.json = json; }

    public Mono<Void> append(DatabaseClient db, List<AccountEvent> facts) { return Rows.together(db, List.of(appended(facts))); }

    public Rows<AccountEvent> appended(List<AccountEvent> facts) {
        return Rows.of("""
                INSERT INTO outbox (account_id, station_id, type, evse, connector, at, received_at, data)
                SELECT account_id, station_id, type, evse, connector, at, received_at, data::json
                FROM unnest(:account::text[], :station::text[], :type::text[], :evse::int[], :connector::int[], :at::timestamptz[], :receivedAt::timestamptz[],
                    :data::text[]) AS o(account_id, station_id, type, evse, connector, at, received_at, data)""",
                facts.stream().filter(row -> typeOf(row.event()).isPresent()).toList())
                .column("account", r -> r.account().value()).column("station", r -> r.event().station().value())
                .column("type", r -> typeOf(r.event()).orElseThrow())
                .column("evse", r -> place(r.event()) == null ? null : place(r.event()).evse())
                .column("connector", r -> place(r.event()) == null ? null : place(r.event()).connector())
                .column("at", r -> r.event().at()).column("receivedAt", AccountEvent::receivedAt)
                .column("data", r -> data(r.event()));
    }

    /** Whether the first of these facts that is kept here was appended; empty when none is. */
    public Mono<Boolean> hasAny(DatabaseClient db, List<AccountEvent> facts) {
        return Mono.justOrEmpty(facts.stream().filter(row -> typeOf(row.event()).isPresent()).findFirst()).flatMap(fact -> db.sql("""
                SELECT EXISTS (SELECT FROM outbox WHERE account_id = :account AND station_id = :station AND received_at = :receivedAt AND at = :at
                    AND type = :type AND data::text = :data)""").bind("account", fact.account().value())
                .bind("station", fact.event().station().value()).bind("receivedAt", fact.receivedAt()).bind("at", fact.event().at())
                .bind("type", typeOf(fact.event()).orElseThrow()).bind("data", data(fact.event()))
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class))).one());
    }

    /** The event names of the integration contract; none for facts that have a table of their own. */
    private static Optional<String> typeOf(StationEvent fact) {
        return switch (fact) {
            case StationConnected _ -> Optional.of("station.connected");
            case StationDisconnected _ -> Optional.of("station.disconnected");
            case Booted _ -> Optional.of("station.booted");
            case StatusChanged _ -> Optional.of("status.changed");
            case MeterSampled _ -> Optional.empty();
            case TransactionStarted _ -> Optional.of("transaction.started");
            case TransactionUpdated _ -> Optional.of("transaction.updated");
            case TransactionEnded _ -> Optional.of("transaction.ended");
            case TransactionQueueTold _ -> Optional.of("transaction.queue");
            case Announcement announcement -> Optional.of(announcement.type());
        };
    }

    private static @Nullable ConnectorRef place(StationEvent fact) {
        return switch (fact) {
            case StationConnected _,StationDisconnected _,Booted _,Announcement _ -> null;
            case StatusChanged changed -> changed.connector();
            case MeterSampled sampled -> sampled.connector();
            case TransactionFact told -> told.connector();
        };
    }

    private String data(StationEvent fact) {
        return switch (fact) {
            case StationConnected connected -> object("version", connected.version().number(), "remoteAddress", connected.remoteAddress(),
                    "securityProfile", connected.securityProfile());
            case StationDisconnected disconnected -> object("reason", disconnected.reason());
            case Booted booted -> booted.payload();
            case StatusChanged changed ->
                object("status", changed.status().wireName(), "reportedStatus", changed.reported(), "errorCode", changed.errorCode(),
                        "info", changed.info());
            case MeterSampled sampled -> object("samples", sampled.samples().size());
            case TransactionStarted started ->
                told(started, "meterStartWh", started.meterStartWh(), "remoteStartId", started.remoteStartId());
            case TransactionUpdated updated ->
                told(updated, "chargingState", updated.chargingState(), "remoteStartId", updated.remoteStartId());
            case TransactionEnded ended -> told(ended, "meterStopWh", ended.meterStopWh(), "reason", ended.reason().value());
            case TransactionQueueTold queue -> told(queue, "ongoing", queue.ongoing(), "messagesInQueue", queue.messagesInQueue());
            case MessageNoted noted -> noted.payload();
            case LocalListFact.LocalListSent sent -> object("version", sent.version(), "full", sent.full(), "entries",
                    sent.entries().size(), "status", sent.status());
            case Announcement announcement -> members(announcement);
        };
    }

    /** What all steps of a transaction say, then what this one does; what a message did not say is left out. */
    private String told(TransactionFact fact, @Nullable Object... namesAndValues) {
        ObjectNode told = json.createObjectNode();
        told.put("ocppTransactionId", text(fact.transaction()));
        told.put("idTag", fact.idToken() == null ? null : fact.idToken().value());
        told.setAll(json.<ObjectNode>valueToTree(members(namesAndValues)));
        told.setAll(json.<ObjectNode>valueToTree(fact.details()).without(List.of("unauthorized")));
        told.removeNulls();
        return told.toString();
    }

    /** An announcement's own members: its station and time have columns. */
    private String members(Announcement announcement) {
        ObjectNode members = json.valueToTree(announcement);
        return members.without(List.of("station", "at")).toString();
    }

    private static @Nullable String text(@Nullable Object value) { return value == null ? null : value.toString(); }

    private String object(@Nullable Object... namesAndValues) { return json.writeValueAsString(members(namesAndValues)); }

    private static Map<String, Object> members(@Nullable Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return object;
    }
}
