package io.wattline.csms.command;

import static io.wattline.csms.Rest.json;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A connected station that nobody knew and that joined the demo, and the owner, who sees and asks it over REST. */
@CsmsTest
public abstract class StationScene {
    protected static final String STATION = "/api/v1/stations/{id}";
    protected static final String ACCEPTED = "{'status':'Accepted'}";

    @LocalServerPort
    protected int port;
    protected String id;
    protected Rest owner;
    protected ConnectedStation station;
    private String subprotocol;

    protected StationScene(String subprotocol) { this.subprotocol = subprotocol; }

    @BeforeEach
    void join() {
        id = getClass().getSimpleName() + "-" + UUID.randomUUID().toString().substring(0, 8);
        owner = Rest.as(Rest.OWNER, port);
        station = new ConnectedStation(port, id, subprotocol);
    }

    @AfterEach
    void leave() { station.close(); }

    /** It loses its connection and comes again; what it was to answer it has forgotten. */
    protected ConnectedStation comesAgain() {
        station.close();
        station = new ConnectedStation(port, id, subprotocol);
        return station;
    }

    /** It comes again and speaks another version. */
    protected ConnectedStation speaks(String otherSubprotocol) {
        subprotocol = otherSubprotocol;
        return comesAgain();
    }

    /** The owner sends this as it is, the station answers so, and he sees it: the task. */
    protected JsonNode ask(String action, String request, String answer) {
        station.answering(action, answer);
        return json(owner.with("Prefer", "wait=10").post(STATION + "/ocpp/" + action, request, id), 200);
    }

    /** The owner gives a named command and waits for the station's answer: the task. */
    protected JsonNode command(String name, String body) {
        return json(owner.with("Prefer", "wait=10").post(STATION + "/commands/" + name, body, id), 200);
    }

    /** The items of a list below the station. */
    protected List<JsonNode> list(String below) {
        return json(owner.get(STATION + below, id), 200).path("items").valueStream().toList();
    }
}
