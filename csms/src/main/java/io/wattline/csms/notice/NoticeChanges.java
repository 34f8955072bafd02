package io.wattline.csms.notice;

import io.wattline.model.account.AccountId;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.MessageNoted;
import io.wattline.model.event.MonitorFact.StreamValuesReported;
import io.wattline.model.event.Notice;
import io.wattline.model.event.SecurityEventReported;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The facts of a batch about what is valid now: first what is no more, then what is, each at most once. */
final class NoticeChanges {
    private static final List<String> OF_TRANSACTIONS = List.of("priority-charging", "allowed-energy-transfer", "transaction-tariff",
            "transaction-terms");

    record Valid(AccountId account, StationId station, String kind, String key, @Nullable Integer evse, ObjectNode data, boolean adds,
            Instant at) {}

    /** A null key is all of the kind. */
    record Gone(AccountId account, StationId station, String kind, @Nullable String key) {}

    private record Key(AccountId account, StationId station, String kind, String key) {}

    private final JsonMapper json;
    private final Map<Key, Valid> valid = new LinkedHashMap<>();
    private final List<Gone> gone = new ArrayList<>();

    private NoticeChanges(JsonMapper json) { this.json = json; }

    static NoticeChanges of(List<AccountEvent> facts, JsonMapper json) {
        var changes = new NoticeChanges(json);
        for (AccountEvent fact : facts) changes.notices(fact.event()).forEach(notice -> changes.add(fact, notice));
        return changes;
    }

    private List<Notice> notices(StationEvent fact) {
        return switch (fact) {
            case MessageNoted noted -> noted.notices();
            case SecurityEventReported reported -> List.of(Notice.of("security-event", reported.event(), null,
                    json.createObjectNode().put("critical", reported.critical()).put("techInfo", reported.techInfo())));
            case StreamValuesReported streamed when !streamed.values().isEmpty() -> List.of(Notice.adding("event-stream", streamed.stream(),
                    json.createObjectNode().put("pending", streamed.pending()).put("value", streamed.values().getLast().value())
                            .put("valueAt", streamed.values().getLast().at().toString())));
            case TransactionEnded ended when ended.transaction() != null ->
                OF_TRANSACTIONS.stream().map(kind -> Notice.gone(kind, ended.transaction().value())).toList();
            default -> List.of();
        };
    }

    private void add(AccountEvent fact, Notice notice) {
        StationId station = fact.event().station();
        if (notice.data() == null) {
            valid.keySet().removeIf(known -> known.account().equals(fact.account()) && known.station().equals(station)
                    && known.kind().equals(notice.kind()) && (notice.key() == null || known.key().equals(clean(notice.key()))));
            gone.add(new Gone(fact.account(), station, notice.kind(), notice.key() == null ? null : clean(notice.key())));
            return;
        }
        String key = clean(Objects.requireNonNull(notice.key(), "what is valid has a key"));
        var told = new Valid(fact.account(), station, notice.kind(), key, notice.evse(), (ObjectNode) json.readTree(notice.data()),
                notice.adds(), fact.event().at());
        valid.merge(new Key(fact.account(), station, notice.kind(), key), told, NoticeChanges::then);
    }

    private static Valid then(Valid known, Valid told) {
        if (!told.adds) return told;
        ObjectNode both = known.data.deepCopy();
        both.setAll(told.data);
        return new Valid(told.account, told.station, told.kind, told.key, known.evse, both, known.adds, told.at);
    }

    /** PostgreSQL keeps no NUL. */
    private static String clean(String key) { return key.replace("\u0000", ""); }

    List<Valid> valid() { return List.copyOf(valid.values()); }

    List<Gone> gone() { return List.copyOf(gone); }
}
