package io.wattline.csms.welcome;

import io.wattline.csms.command.Commands;
import io.wattline.csms.ocpp.StationLink;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.outbox.CommitListener;
import io.wattline.csms.welcome.ConnectorNotes.Note;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.Booted;
import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationDisconnected;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Some stations say nothing of their connectors when they come back. They are asked once; connectors that they stay silent about are
 * marked as unconfirmed until their status is told.
 */
@Component
class StatusRequests implements CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger(StatusRequests.class);

    private final Commands commands;
    private final ConnectorNotes connectors;
    private final StationLinks links;
    private final WelcomeProperties settings;
    private final Map<Key, Visit> visits = new ConcurrentHashMap<>();

    StatusRequests(Commands commands, ConnectorNotes connectors, StationLinks links, WelcomeProperties settings) {
        this.commands = commands;
        this.connectors = connectors;
        this.links = links;
        this.settings = settings;
    }

    private record Key(AccountId account, StationId station) {}

    /** A connection of a station whose connectors are not all confirmed yet. {@code noted}: they are marked. */
    private record Visit(Key key, Instant since, Set<ConnectorRef> heard, boolean asked, boolean noted) {
        Visit(Key key, Instant since) { this(key, since, ConcurrentHashMap.newKeySet(), false, false); }

        Visit afterAsking() { return new Visit(key, since, heard, true, false); }

        Visit afterNoting() { return new Visit(key, since, heard, true, true); }
    }

    @Override
    public void onCommit(List<AccountEvent> facts) { if (settings.statusRequests()) facts.forEach(this::hear); }

    private void hear(AccountEvent fact) {
        var key = new Key(fact.account(), fact.event().station());
        switch (fact.event()) {
            case StationConnected _,Booted _ -> awaitStatus(new Visit(key, fact.receivedAt()));
            case StationDisconnected _ -> visits.remove(key);
            case StatusChanged changed -> confirm(key, changed.connector());
            default -> {}
        }
    }

    private void awaitStatus(Visit visit) {
        visits.put(visit.key(), visit);
        settleLater(visit);
    }

    private void settleLater(Visit visit) {
        Schedulers.parallel().schedule(() -> check(visit), settings.settleDelay().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void confirm(Key key, ConnectorRef connector) {
        Visit visit = visits.get(key);
        if (visit != null && visit.heard().add(connector) && visit.noted()) check(visit);
    }

    private void check(Visit visit) {
        if (!visit.equals(visits.get(visit.key()))) return; // gone, or here anew
        connectors.of(visit.key().account(), visit.key().station()).collectList().flatMap(known -> decide(visit, known))
                .subscribe(_ -> {}, failure -> LOG.atWarn().addKeyValue("account", visit.key().account())
                        .addKeyValue("station", visit.key().station()).setCause(failure).log("the status of connectors stays unknown"));
    }

    private Mono<Void> decide(Visit visit, List<Note> known) {
        List<ConnectorRef> silent = known.stream().map(Note::connector).filter(connector -> !visit.heard().contains(connector)).toList();
        List<RawCall> questions = silent.isEmpty() || visit.asked() ? List.of() : questions(visit.key(), silent);
        if (!questions.isEmpty()) return ask(visit, questions);
        if (silent.isEmpty()) visits.remove(visit.key(), visit);
        else
            visits.replace(visit.key(), visit, visit.afterNoting());
        boolean isNews = known.stream().anyMatch(note -> note.isUnconfirmed() == visit.heard().contains(note.connector()));
        return isNews ? connectors.note(visit.key().account(), visit.key().station(), visit.heard(), visit.since()) : Mono.empty();
    }

    private Mono<Void> ask(Visit visit, List<RawCall> questions) {
        Visit asked = visit.afterAsking();
        if (!visits.replace(visit.key(), visit, asked)) return Mono.empty();
        return Flux.fromIterable(questions).concatMap(question -> commands.send(visit.key().account(), visit.key().station(), question))
                .then().doOnSuccess(_ -> settleLater(asked));
    }

    /** None for a station that cannot be asked. */
    private List<RawCall> questions(Key key, List<ConnectorRef> silent) {
        return links.find(key.account(), key.station()).map(StationLink::principal)
                .filter(station -> station.manners().quirks().canBeTriggered())
                .map(station -> station.version().is2x()
                        ? silent.stream().map(StatusRequests::question).toList()
                        : List.of(new RawCall("TriggerMessage", "{\"requestedMessage\":\"StatusNotification\"}")))
                .orElse(List.of());
    }

    /** 2.x stations are asked for one connector at a time. Source: OCPP 2.0.1 part 2 F06.FR.12. */
    private static RawCall question(ConnectorRef connector) {
        return new RawCall("TriggerMessage", "{\"requestedMessage\":\"StatusNotification\",\"evse\":{\"id\":" + connector.evse()
                + ",\"connectorId\":" + connector.connector() + "}}");
    }
}
