package io.wattline.csms.locallist;

import io.wattline.csms.command.Dispatched;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.outbox.CommitListener;
import io.wattline.csms.tag.TagListener;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.Booted;
import io.wattline.model.station.StationId;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Keeps the lists of stations that want it in step: after a boot, and after tags changed. Many changes in a short time are one. */
@Component
class AutomaticSync implements CommitListener, TagListener {
    private static final Logger LOG = LoggerFactory.getLogger(AutomaticSync.class);

    /** Without a station it is about all of the account. */
    private record Due(AccountId account, @Nullable StationId station) {}

    private final ObjectProvider<LocalLists> lists;
    private final LocalListRows rows;
    private final StationLinks links;
    private final LocalListProperties settings;
    private final Set<Due> due = ConcurrentHashMap.newKeySet();
    private final Sinks.Empty<Void> stopped = Sinks.empty();

    AutomaticSync(ObjectProvider<LocalLists> lists, LocalListRows rows, StationLinks links, LocalListProperties settings) {
        this.lists = lists;
        this.rows = rows;
        this.links = links;
        this.settings = settings;
    }

    @Override
    public void onCommit(List<AccountEvent> facts) {
        for (AccountEvent fact : facts) if (fact.event() instanceof Booted booted) schedule(new Due(fact.account(), booted.station()));
    }

    @Override
    public void onTagsChanged(AccountId account) { schedule(new Due(account, null)); }

    @PreDestroy
    void stop() { stopped.tryEmitEmpty(); }

    private void schedule(Due what) {
        if (!due.add(what)) return;
        Mono.delay(settings.quietPeriod()).doOnNext(_ -> due.remove(what)).thenMany(Flux.defer(() -> run(what)))
                .takeUntilOther(stopped.asMono())
                .subscribe(_ -> {}, failure -> LOG.atError().addKeyValue("account", what.account()).setCause(failure)
                        .log("local lists not brought up to date"));
    }

    /** One station after the other. */
    private Flux<?> run(Due what) {
        return rows.automatic(what.account(), what.station())
                .filter(station -> links.find(what.account(), station).isPresent())
                .concatMap(station -> lists.getObject().sync(what.account(), station).flatMap(Dispatched::answered));
    }
}
