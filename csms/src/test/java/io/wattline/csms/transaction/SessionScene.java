package io.wattline.csms.transaction;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.command.ConnectedStation;
import io.wattline.csms.command.StationScene;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** A station of OCPP 1.6 and its sessions, which begin at ten: over a WebSocket in, over REST out. */
abstract class SessionScene extends StationScene {
    private final Instant ten = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(2));
    private final List<ConnectedStation> others = new ArrayList<>();

    SessionScene() { super("ocpp1.6"); }

    @BeforeEach
    void boot() { boots(station); }

    @AfterEach
    void disconnect() { others.forEach(ConnectedStation::close); }

    /** Another station, of the account that the path may name. */
    ConnectedStation connects(String path) {
        var other = new ConnectedStation(port, path, "ocpp1.6");
        others.add(other);
        boots(other);
        return other;
    }

    private static void boots(ConnectedStation each) {
        each.calls("BootNotification", "{'chargePointVendor':'Acme','chargePointModel':'Shapes'}");
    }

    int starts(int connector, String tag, int meter, String time) {
        return station.calls("StartTransaction", start(connector, tag, meter, time)).get("transactionId").asInt();
    }

    String start(int connector, String tag, int meter, String time) {
        return "{'connectorId':" + connector + ",'idTag':'" + tag + "','meterStart':" + meter + ",'timestamp':'" + at(time) + "'}";
    }

    JsonNode stops(String number, String tag, int meter, String time, String more) {
        return station.calls("StopTransaction", stop(number, tag, meter, time, more));
    }

    String stop(String number, String tag, int meter, String time, String more) {
        return "{'transactionId':" + number + ",'idTag':'" + tag + "','meterStop':" + meter + ",'timestamp':'" + at(time) + "'" + more
                + "}";
    }

    void samples(int connector, String number, String time, String values) {
        JsonNode answer = station.calls("MeterValues", "{'connectorId':" + connector + ",'transactionId':" + number
                + ",'meterValue':[{'timestamp':'" + at(time) + "','sampledValue':[" + values.replace("\n", "") + "]}]}");
        assertThat(answer.isObject()).isTrue();
    }

    String status(int connector, String status, String time) {
        return "{'connectorId':" + connector + ",'errorCode':'NoError','status':'" + status + "','timestamp':'" + at(time) + "'}";
    }

    /** That many minutes after ten, when it is two hours after ten now: older live times are not believed. */
    String at(String time) {
        return ten.plus(Duration.between(LocalTime.of(10, 0), LocalTime.parse(time))).toString();
    }

    List<JsonNode> transactions(String of) {
        return json(owner.get("/api/v1/transactions?stationId={id}", of), 200).get("items").valueStream().toList();
    }

    JsonNode only(String of) {
        assertThat(transactions(of)).hasSize(1);
        return transactions(of).getFirst();
    }

    JsonNode valuesOf(JsonNode transaction) {
        return json(owner.get("/api/v1/transactions/{id}/meter-values", transaction.get("id").asString()), 200).get("items");
    }

    List<JsonNode> events(JsonNode transaction) {
        return json(owner.get("/api/v1/transactions/{id}/events", transaction.get("id").asString()), 200).get("items").valueStream()
                .toList();
    }

    List<String> types(JsonNode transaction) { return events(transaction).stream().map(event -> event.get("type").asString()).toList(); }

    JsonNode connector() { return json(owner.get(STATION, id), 200).get("connectors").get(0); }

    static List<String> flags(JsonNode transaction) { return transaction.get("flags").valueStream().map(JsonNode::asString).toList(); }

    static BigDecimal kwh(JsonNode transaction, String member) { return transaction.get(member).decimalValue(); }
}
