package io.wattline.csms.conformance;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.conformance.ScenarioStation.Address;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A connected station that nobody knew, a valid tag, and the operator who sees both. */
@CsmsTest
abstract class Scene {
    private static final AtomicInteger STATIONS = new AtomicInteger();

    private final String subprotocol;
    @LocalServerPort
    private int port;
    Address address;
    Operator operator;
    /** Of this station alone, because what one of a model does not support no other is asked for. */
    String model;
    String tag;
    ScenarioStation station;

    Scene(String subprotocol) { this.subprotocol = subprotocol; }

    @BeforeEach
    void begin() {
        int number = STATIONS.incrementAndGet();
        address = new Address(port, getClass().getSimpleName() + "-" + number, subprotocol);
        model = "Model " + number;
        operator = new Operator(port, address.id());
        tag = operator.tag("{}");
        station = ScenarioStation.connected(address);
        operator.leavesAloneAfterBoot();
    }

    @AfterEach
    void end() { station.close(); }

    /** The operator sends this as it is, and the station replies. */
    Operator.Task asked(String action, String payload, String reply) {
        var task = operator.calls(action, payload);
        station.receives(action, payload).replies(reply);
        return task;
    }

    /** The operator gives a named command, the station gets at least this and replies no more than a status, which the operator sees. */
    void commanded(String name, String body, String action, String request, String status, String result) {
        var task = operator.commands(name, body);
        station.receives(action, request).replies("{'status':'" + status + "'}");
        task.becomes("{'result':'" + result + "','response':{'status':'" + status + "'}}");
    }

    /** The operator sends this as it is, and the station replies no more than a status, which he sees. */
    void asked(String action, String payload, String status, String result) {
        asked(action, payload, "{'status':'" + status + "'}")
                .becomes("{'result':'" + result + "','response':{'status':'" + status + "'}}");
    }

    /** The station loses its connection and comes back. */
    void reconnects() {
        station.close();
        station = ScenarioStation.connected(address);
    }
}
