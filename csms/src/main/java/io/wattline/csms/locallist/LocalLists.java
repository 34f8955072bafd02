package io.wattline.csms.locallist;

import io.wattline.csms.command.CommandTask;
import io.wattline.csms.command.Commands;
import io.wattline.csms.command.Dispatched;
import io.wattline.csms.locallist.LocalListRows.Held;
import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.tag.Tags;
import io.wattline.csms.variable.DeviceModel;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.LocalListEntry;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.command.LocalListCommand.GetLocalListVersion;
import io.wattline.model.command.LocalListCommand.SendLocalList;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings a station's local authorization list to what holds for the tags of its account. */
@Service
class LocalLists {
    private static final int LONGEST_TAG_16 = 20;

    /** What the station has and what it is to have. */
    record Comparison(Held held, List<LocalListEntry> wanted, List<LocalListEntry> changes) {
        boolean isInSync() { return held.isKnown() && changes.isEmpty(); }

        int wantedVersion() { return isInSync() ? held.stationVersion() : nextVersion(); }

        int nextVersion() {
            int told = held.stationVersion() == null ? 0 : held.stationVersion();
            int accepted = held.acceptedVersion() == null ? 0 : held.acceptedVersion();
            return Math.max(0, Math.max(told, accepted)) + 1;
        }
    }

    private final LocalListRows rows;
    private final Tags tags;
    private final DeviceModel model;
    private final Commands commands;
    private final StationLinks links;

    LocalLists(LocalListRows rows, Tags tags, DeviceModel model, Commands commands, StationLinks links) {
        this.rows = rows;
        this.tags = tags;
        this.model = model;
        this.commands = commands;
        this.links = links;
    }

    Mono<Comparison> compare(AccountId account, StationId station) {
        return Mono.zip(rows.held(account, station), wanted(account, station), rows.entries(account, station))
                .map(all -> new Comparison(all.getT1(), all.getT2(), changes(all.getT3(), all.getT2())));
    }

    /**
     * Asks the station for its version, then sends what it lacks: the changes since the list it accepted last, or all when it has another
     * version or none. The task is that of the question, its answer the last one's.
     */
    Mono<Dispatched> sync(AccountId account, StationId station) {
        return commands.send(account, station, new GetLocalListVersion()).map(asked -> {
            Mono<CommandTask> last = asked.answered()
                    .flatMap(task -> isAccepted(task) ? send(account, station, false).defaultIfEmpty(task) : Mono.just(task)).cache();
            return new Dispatched(asked.task(), last);
        });
    }

    private Mono<CommandTask> send(AccountId account, StationId station, boolean again) {
        return Mono.zip(compare(account, station), ListLimits.of(model, account, station)).flatMap(both -> {
            Comparison found = both.getT1();
            boolean unsupported = found.held().stationVersion() != null && found.held().stationVersion() < 0;
            if (unsupported || found.isInSync()) return Mono.empty();
            return each(account, station, messages(found, both.getT2())).flatMap(task -> isMismatch(task) && !again
                    ? send(account, station, true)
                    : Mono.just(task));
        });
    }

    /** One after the other until one is declined; the last task. */
    private Mono<CommandTask> each(AccountId account, StationId station, List<SendLocalList> messages) {
        return Flux.fromIterable(messages)
                .concatMap(message -> commands.send(account, station, message).flatMap(Dispatched::answered), 1)
                .takeUntil(task -> !isAccepted(task)).last();
    }

    /** A full list that does not fit into one message is a full one of the first part and changes of the rest. */
    static List<SendLocalList> messages(Comparison found, ListLimits limits) {
        boolean full = !found.held().isKnown();
        List<LocalListEntry> entries = full ? found.wanted() : found.changes();
        var messages = new ArrayList<SendLocalList>();
        for (int from = 0; from < entries.size() || messages.isEmpty(); from += limits.perMessage())
            messages.add(new SendLocalList(found.nextVersion() + messages.size(), full && from == 0,
                    entries.subList(from, Math.min(entries.size(), from + limits.perMessage()))));
        return messages;
    }

    /** Ordered by key; when the station does not take all, the tags of those who have access to it, and those that may charge, come first. */
    private Mono<List<LocalListEntry>> wanted(AccountId account, StationId station) {
        boolean is16 = links.find(account, station).map(link -> link.principal().version() == OcppVersion.V1_6).orElse(true);
        return Mono.zip(tags.all(account, station), rows.tagsWithAccess(account, station), ListLimits.of(model, account, station))
                .map(all -> {
                    Set<String> preferred = all.getT2();
                    return all.getT1().entrySet().stream().filter(tag -> !is16 || tag.getKey().value().length() <= LONGEST_TAG_16)
                            .map(tag -> is16 ? entry16(tag.getKey(), tag.getValue()) : entry(tag.getKey(), tag.getValue()))
                            .sorted(Comparator.comparing((LocalListEntry entry) -> !preferred.contains(entry.token().key()))
                                    .thenComparing(LocalListEntry::status).thenComparing(entry -> entry.token().key()))
                            .limit(all.getT3().most()).sorted(Comparator.comparing(entry -> entry.token().key())).toList();
                });
    }

    private static LocalListEntry entry(IdToken tag, TokenAnswer answer) {
        return new LocalListEntry(tag, answer.status(), answer.expiresAt(), answer.parent());
    }

    /** 1.6 knows neither types of tokens nor places where they may not charge. */
    private static LocalListEntry entry16(IdToken tag, TokenAnswer answer) {
        var status = answer.status() == TagStatus.NOT_AT_THIS_LOCATION ? TagStatus.BLOCKED : answer.status();
        return new LocalListEntry(new IdToken(tag.value()), status, answer.expiresAt(), answer.parent());
    }

    static List<LocalListEntry> changes(List<LocalListEntry> held, List<LocalListEntry> wanted) {
        Map<String, LocalListEntry> before = byKey(held);
        Map<String, LocalListEntry> after = byKey(wanted);
        var changes = new ArrayList<LocalListEntry>();
        for (LocalListEntry entry : wanted) if (!isTold(entry, before.get(entry.token().key()))) changes.add(entry);
        for (LocalListEntry entry : held)
            if (!after.containsKey(entry.token().key())) changes.add(LocalListEntry.removed(entry.token()));
        return changes;
    }

    /** What nobody says a type of may have got any. */
    private static boolean isTold(LocalListEntry wanted, @Nullable LocalListEntry held) {
        String type = wanted.token().type();
        return wanted.equals(held) && (type == null || type.equals(held.token().type()));
    }

    private static Map<String, LocalListEntry> byKey(List<LocalListEntry> entries) {
        return entries.stream().collect(Collectors.toMap(entry -> entry.token().key(), Function.identity()));
    }

    private static boolean isAccepted(CommandTask task) { return "Accepted".equals(task.result()); }

    private static boolean isMismatch(CommandTask task) {
        return "Rejected".equals(task.result()) && task.response() != null && task.response().contains("VersionMismatch");
    }
}
