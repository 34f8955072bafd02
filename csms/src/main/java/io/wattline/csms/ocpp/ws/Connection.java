package io.wattline.csms.ocpp.ws;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.wattline.csms.ocpp.Ability;
import io.wattline.csms.ocpp.Admission.Admitted;
import io.wattline.csms.ocpp.StationLink;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.Uptime;
import io.wattline.csms.ocpp.rpc.OcppProperties;
import io.wattline.csms.ocpp.rpc.StationSession;
import io.wattline.csms.ocpp.rpc.StationSessions;
import io.wattline.csms.ocpp.rpc.Transport;
import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.RawCall;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** One socket of a station: moves texts between it and the {@link StationSession}, and watches whether the station is there. */
final class Connection implements StationLink, Transport {
    private static final int MOST_UNSENT = 16;
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final byte[] NOTHING = {};

    private final StationPrincipal principal;
    private final WebSocketSession socket;
    private final StationSession session;
    private final OcppProperties settings;
    private final Sinks.Many<WebSocketMessage> out = Sinks.many().unicast()
            .onBackpressureBuffer(Queues.<WebSocketMessage>get(MOST_UNSENT).get());
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private final Clock clock;
    private final Instant connectedAt;
    private volatile long seenAt;
    private volatile long pingedAt;
    private volatile long busyAt;
    private volatile boolean answersPings;
    private volatile @Nullable String end;

    Connection(Admitted admitted, WebSocketSession socket, StationSessions sessions, OcppProperties settings, Clock clock) {
        principal = admitted.principal();
        this.socket = socket;
        this.settings = settings;
        session = sessions.open(admitted, this);
        this.clock = clock;
        connectedAt = clock.instant();
        seenAt = Uptime.millis();
    }

    /** Serves the station until its connection ends in whatever way. */
    Mono<Void> run() {
        return socket.send(out.asFlux())
                .and(session.serve(socket.receive().mapNotNull(this::receive)).doOnTerminate(this::finish))
                .onErrorResume(this::broke)
                .doFinally(_ -> session.close("the connection ended: " + end()));
    }

    @Override
    public StationPrincipal principal() { return principal; }

    @Override
    public Instant connectedAt() { return connectedAt; }

    @Override
    public Instant lastSeenAt() { return clock.instant().minusMillis(Uptime.millis() - seenAt); }

    @Override
    public boolean isThrottled() { return session.isThrottled(); }

    /** A station that owes a pong is gone or about to be: who asks it gets the answer now and not after a time-out. */
    @Override
    public Flux<CommandProgress> send(StationCommand command) {
        long now = Uptime.millis();
        if (!owesPong(now)) return session.send(command);
        return Flux.just(new CommandProgress.Answered(new CommandResult.Unreachable(
                "the station has not answered a ping and was heard last " + (now - seenAt) / 1000 + " s ago"), null));
    }

    @Override
    public StationCommand understood(RawCall raw) { return session.understood(raw); }

    @Override
    public Optional<Ability> abilityFor(StationCommand command) { return session.abilityFor(command); }

    @Override
    public void close(String why) { close(CloseStatus.NORMAL, why); }

    void close(CloseStatus status, String why) {
        if (end == null) end = why;
        session.close("the connection ended: " + why);
        socket.close(status.withReason(why)).subscribe(null, _ -> {}); // a socket that cannot be closed is closed already
    }

    /** Why the connection ended, for people. */
    String end() {
        String told = end;
        return told == null ? "the station closed the connection" : told;
    }

    /** Completes when the connection is over and that is stored. */
    Mono<Void> ended() { return ended.asMono(); }

    void release() { ended.tryEmitEmpty(); }

    /** The station's coming could not be stored, so it is to come again. */
    Mono<Void> failed(Throwable failure) {
        LOG.atError().addKeyValue("station", principal.station()).setCause(failure).log("a connection could not be stored");
        end = "the connection could not be stored";
        return socket.close(CloseStatus.SERVER_ERROR).onErrorComplete();
    }

    /** Called every now and then: pings, and gives up a station that is not there. */
    void pulse(long now) {
        if (session.isBehind()) busyAt = now; // what it sent may lie unread because it waits for us
        if (now - Math.max(seenAt, busyAt) >= longestSilence()) close(CloseStatus.GOING_AWAY, "no sign of life");
        else if (now - pingedAt >= settings.pingInterval().toMillis() && principal.manners().quirks().bearsPings()) ping(now);
    }

    /**
     * One that answers pings is heard at each of them; of one that does not, heartbeats are the only sign of life.
     * In milliseconds.
     */
    private long longestSilence() {
        long twoPings = settings.pingInterval().multipliedBy(2).toMillis();
        if (answersPings) return Math.max(twoPings, settings.pongTimeout().toMillis());
        long heartbeat = session.heartbeatInterval().toMillis();
        return Math.max(twoPings, heartbeat == 0 ? settings.silenceLimit().toMillis() : 3 * heartbeat);
    }

    private boolean owesPong(long now) {
        return answersPings && pingedAt > seenAt && now - pingedAt >= settings.pongTimeout().toMillis() && !session.isBehind();
    }

    private void ping(long now) {
        pingedAt = now;
        transmit(socket.pingMessage(buffers -> buffers.wrap(NOTHING)));
    }

    private @Nullable String receive(WebSocketMessage message) {
        seenAt = Uptime.millis();
        switch (message.getType()) {
            case TEXT -> {
                return message.getPayloadAsText();
            }
            case BINARY -> session.refuseBinary();
            case PING -> transmit(pong(message));
            case PONG -> answersPings = true;
        }
        return null;
    }

    private WebSocketMessage pong(WebSocketMessage ping) {
        byte[] payload = new byte[ping.getPayload().readableByteCount()];
        ping.getPayload().read(payload);
        return socket.pongMessage(buffers -> buffers.wrap(payload));
    }

    @Override
    public void send(String text) { transmit(socket.textMessage(text)); }

    @Override
    public void giveUp(String why) { close(CloseStatus.PROTOCOL_ERROR, why); }

    /** Threads take turns; a station that does not read what it asked for is let go. */
    private void transmit(WebSocketMessage message) {
        Sinks.EmitResult result;
        synchronized (out) {
            result = out.tryEmitNext(message);
        }
        if (result == Sinks.EmitResult.FAIL_OVERFLOW) close(CloseStatus.POLICY_VIOLATION, "too many messages unread");
    }

    private void finish() {
        synchronized (out) {
            out.tryEmitComplete();
        }
    }

    private Mono<Void> broke(Throwable failure) {
        if (failure instanceof TooLongFrameException || failure instanceof CorruptedFrameException
                || failure instanceof DecompressionException) {
            end = "a message is larger than " + settings.maxFrameSize().toBytes() + " bytes";
            return socket.close(CloseStatus.TOO_BIG_TO_PROCESS.withReason(end)).onErrorComplete();
        }
        LOG.atDebug().addKeyValue("station", principal.station()).setCause(failure).log("the connection broke");
        if (end == null) end = "the connection broke";
        return Mono.empty();
    }
}
