package io.wattline.csms.configuration;

import io.wattline.csms.command.Commands;
import io.wattline.csms.command.Dispatched;
import io.wattline.csms.command.InTurn;
import io.wattline.csms.configuration.PolicyRows.AtBoot;
import io.wattline.csms.outbox.CommitListener;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.StationCommand.GetBaseReport;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.Booted;
import io.wattline.model.event.ReportRequested;
import io.wattline.model.station.StationId;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Asks stations that booted for their variables and gives them their wanted values again, as their policy says, a few stations at a time. */
@Component
class AfterBoot implements CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger(AfterBoot.class);

    private record Boot(AccountId account, StationId station) {}

    private final PolicyRows policies;
    private final Applying applying;
    private final Commands commands;
    private final ConfigurationSettings settings;
    private final Sinks.Many<Boot> boots = Sinks.many().unicast().onBackpressureBuffer();
    /** One that boots again meanwhile is asked once. */
    private final Set<Boot> leftAlone = ConcurrentHashMap.newKeySet();
    private final Disposable work;

    AfterBoot(PolicyRows policies, Applying applying, Commands commands, ConfigurationSettings settings) {
        this.policies = policies;
        this.applying = applying;
        this.commands = commands;
        this.settings = settings;
        work = boots.asFlux().flatMap(this::leaveAlone, Integer.MAX_VALUE).flatMap(this::care, settings.concurrency()).subscribe();
    }

    @Override
    public void onCommit(List<AccountEvent> facts) {
        for (AccountEvent fact : facts)
            if (fact.event() instanceof Booted booted) booted(new Boot(fact.account(), booted.station()));
    }

    private void booted(Boot boot) { if (leftAlone.add(boot)) boots.tryEmitNext(boot); }

    @PreDestroy
    void stop() { work.dispose(); }

    /** For a while: the answer to the boot leaves after this, and stations have much to say then. */
    private Mono<Boot> leaveAlone(Boot boot) {
        return Mono.delay(settings.afterBootDelay()).thenReturn(boot).doOnNext(leftAlone::remove);
    }

    private Mono<Void> care(Boot boot) {
        return policies.atBoot(boot.account(), boot.station()).flatMap(policy -> report(boot, policy).then(apply(boot, policy)))
                .onErrorResume(failure -> {
                    LOG.atWarn().addKeyValue("account", boot.account()).addKeyValue("station", boot.station()).setCause(failure)
                            .log("a station that booted was not asked for its variables");
                    return Mono.empty();
                });
    }

    /** Waits for the answer, so that only so many stations report at a time. */
    private Mono<Void> report(Boot boot, AtBoot policy) {
        var when = policy.reportAfterBoot() == null
                ? settings.reportAfterBoot()
                : ReportAfterBoot.valueOf(policy.reportAfterBoot().toUpperCase(Locale.ROOT));
        boolean now = switch (when) {
            case ALWAYS -> true;
            case CHANGED -> !policy.reported();
            case NEVER -> false;
        };
        if (!now) return Mono.empty();
        var all = new GetBaseReport(ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE), ReportRequested.FULL);
        return commands.send(boot.account(), boot.station(), all).flatMap(Dispatched::answered).then();
    }

    private Mono<Void> apply(Boot boot, AtBoot policy) {
        return policy.applyAfterBoot() ? applying.apply(boot.account(), boot.station()).flatMap(InTurn::answered) : Mono.empty();
    }
}
