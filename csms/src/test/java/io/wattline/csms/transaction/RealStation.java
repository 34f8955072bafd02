package io.wattline.csms.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Admission.Admitted;
import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.rpc.FrameCodec;
import io.wattline.csms.ocpp.rpc.StationSession;
import io.wattline.csms.ocpp.rpc.StationSessions;
import io.wattline.csms.ocpp.rpc.Transport;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.StationConnected;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/** A station that speaks raw frames, single quotes for double ones, to a session of the real central system. */
final class RealStation {
    private final StationSessions sessions;
    private final StationPrincipal principal;
    private StationSession session;
    private Sinks.Many<String> texts;
    private BlockingQueue<String> answers;
    private int messages;

    RealStation(StationSessions sessions, CentralSystem central, String account, String id, OcppVersion version) {
        this.sessions = sessions;
        principal = new StationPrincipal(new AccountId(account), new StationId(id), version, "127.0.0.1");
        central.tell(principal,
                List.of(new StationConnected(principal.station(), Instant.parse("2026-05-01T00:00:00Z"), version, "127.0.0.1")))
                .toFuture().join();
        reconnects();
    }

    String id() { return principal.station().value(); }

    OcppVersion version() { return principal.version(); }

    /** A new connection, whose frames do not wait for what the old one is busy with. */
    RealStation reconnects() {
        texts = Sinks.many().unicast().onBackpressureBuffer();
        var received = new LinkedBlockingQueue<String>();
        answers = received;
        session = sessions.open(new Admitted(principal, CentralSystem.BootStatus.ACCEPTED), transport(received));
        session.serve(texts.asFlux()).subscribe();
        return this;
    }

    private static Transport transport(BlockingQueue<String> received) {
        return new Transport() {
            @Override
            public void send(String text) { received.add(text); }

            @Override
            public void giveUp(String why) { received.add(why); }
        };
    }

    /** The answer's payload, which must be a result. */
    JsonNode asks(String action, String payload) {
        sends(action, payload);
        return answer(action, payload);
    }

    /** Without waiting for the answer. */
    RealStation sends(String action, String payload) {
        String frame = "[2,'" + ++messages + "','" + action + "'," + payload + "]";
        texts.tryEmitNext(frame.replace('\'', '"')).orThrow();
        return this;
    }

    private JsonNode answer(String action, String payload) {
        try {
            String text = answers.poll(20, TimeUnit.SECONDS);
            assertThat(text).as("answer to %s %s", action, payload).isNotNull().startsWith("[3,");
            return FrameCodec.mapper().readTree(text).get(2);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
