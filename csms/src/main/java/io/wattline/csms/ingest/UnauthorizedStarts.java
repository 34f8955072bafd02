package io.wattline.csms.ingest;

import io.wattline.csms.account.Accounts;
import io.wattline.csms.command.Commands;
import io.wattline.csms.command.Dispatched;
import io.wattline.csms.deviation.ClockSkews;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.outbox.CommitListener;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.RemoteStop;
import io.wattline.model.command.StationCommand.UnlockConnector;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.TransactionFact;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.event.TransactionUpdated;
import io.wattline.model.station.ConnectorRef;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Stops, where the account wants that, what a station began with a token that was refused. What is told late is over or known by then. */
@Component
class UnauthorizedStarts implements CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger(UnauthorizedStarts.class);
    private static final Duration LIVE = Duration.ofMinutes(5);

    private final Accounts accounts;
    private final Commands commands;
    private final StationLinks links;
    private final ClockSkews clocks;

    UnauthorizedStarts(Accounts accounts, Commands commands, StationLinks links, ClockSkews clocks) {
        this.accounts = accounts;
        this.commands = commands;
        this.links = links;
        this.clocks = clocks;
    }

    @Override
    public void onCommit(List<AccountEvent> facts) {
        for (AccountEvent fact : facts) {
            if (!(fact.event() instanceof TransactionFact step) || !begins(step) || !step.details().isUnauthorized()) continue;
            if (isLive(fact, step) && links.find(fact.account(), step.station()).isPresent()) end(fact.account(), step);
        }
    }

    private boolean isLive(AccountEvent fact, TransactionFact step) {
        var receivedByItsClock = fact.receivedAt().plus(clocks.ahead(fact.account(), step.station()));
        return !step.details().offline() && !step.at().isBefore(receivedByItsClock.minus(LIVE));
    }

    /** Of OCPP 2.x the token may come after the start. */
    private static boolean begins(TransactionFact step) {
        return step instanceof TransactionStarted || step instanceof TransactionUpdated && "Authorized".equals(step.details().trigger());
    }

    private void end(AccountId account, TransactionFact step) {
        accounts.unauthorizedStart(account).flatMap(wanted -> switch (wanted) {
            case LEAVE -> Mono.empty();
            case STOP -> stop(account, step);
            case UNLOCK -> stop(account, step).then(Mono.defer(() -> unlock(account, step.connector())));
        }).subscribe(_ -> {}, failure -> LOG.atWarn().addKeyValue("account", account).addKeyValue("station", step.station())
                .setCause(failure).log("unauthorized transaction not stopped"));
    }

    private Mono<Void> stop(AccountId account, TransactionFact step) {
        return ask(account, step.connector(), new RemoteStop(Objects.requireNonNull(step.transaction(), "told transactions have numbers")));
    }

    private Mono<Void> unlock(AccountId account, ConnectorRef place) {
        return place.isStation()
                ? Mono.empty()
                : ask(account, place, new UnlockConnector(place.evse(), place.connector()));
    }

    private Mono<Void> ask(AccountId account, ConnectorRef place, StationCommand command) {
        return commands.send(account, place.station(), command).flatMap(Dispatched::answered).then();
    }
}
