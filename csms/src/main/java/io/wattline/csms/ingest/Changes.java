package io.wattline.csms.ingest;

import io.wattline.csms.metering.MeterRows.MeterRow;
import io.wattline.csms.station.ConnectorState;
import io.wattline.csms.station.StationRows.ConnectorRow;
import io.wattline.csms.station.StationRows.StationChange;
import io.wattline.csms.transaction.ChargingTransaction;
import io.wattline.csms.transaction.TransactionRows.TransactionRow;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.StationEvent;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a batch changes: at most one row of each station, connector and transaction, since one statement may touch a row once. */
final class Changes {
    private record OfAccount<K>(AccountId account, K key) {}

    record ShownConnector(StationState station, ConnectorState connector) {}

    private final Map<OfAccount<StationId>, StationChange> stations = new LinkedHashMap<>();
    private final Map<OfAccount<ConnectorRef>, ConnectorRow> connectors = new LinkedHashMap<>();
    private final Map<OfAccount<ConnectorRef>, ShownConnector> shown = new LinkedHashMap<>();
    private final Map<OfAccount<UUID>, TransactionRow> transactions = new LinkedHashMap<>();
    private final List<MeterRow> meterRows = new ArrayList<>();
    private final List<AccountEvent> facts = new ArrayList<>();

    void station(StationChange change) { stations.merge(new OfAccount<>(change.account(), change.station()), change, Changes::merge); }

    /** {@code measured}: its row is there, and only what was measured changed. */
    void connector(StationState station, ConnectorState connector, boolean measured) {
        connectors.merge(new OfAccount<>(station.account, connector.ref()), new ConnectorRow(station.account, connector, measured),
                (older, newer) -> older.measured() ? newer : new ConnectorRow(newer.account(), newer.state(), false));
        shown(station, connector);
    }

    /** Viewers see a change although the connector's row has none: its station came or went. */
    void shown(StationState station, ConnectorState connector) {
        shown.put(new OfAccount<>(station.account, connector.ref()), new ShownConnector(station, connector));
    }

    void transaction(AccountId account, ChargingTransaction transaction, Instant receivedAt, boolean goesOn) {
        transactions.merge(new OfAccount<>(account, transaction.id()), new TransactionRow(account, transaction, receivedAt, goesOn),
                (older, newer) -> older.goesOn() ? newer : new TransactionRow(account, transaction, receivedAt, false));
    }

    void metered(MeterRow row) { meterRows.add(row); }

    /** A fact that is news. */
    void told(AccountId account, StationEvent fact, Instant receivedAt) {
        facts.add(new AccountEvent(account, fact, receivedAt));
    }

    List<AccountEvent> facts() { return List.copyOf(facts); }

    List<StationChange> stations() { return List.copyOf(stations.values()); }

    List<ConnectorRow> connectors() { return List.copyOf(connectors.values()); }

    List<ShownConnector> shown() { return List.copyOf(shown.values()); }

    List<TransactionRow> transactions() { return List.copyOf(transactions.values()); }

    List<MeterRow> meterRows() { return meterRows; }

    private static StationChange merge(StationChange older, StationChange newer) {
        return new StationChange(newer.account(), newer.station(), newer.online() == null ? older.online() : newer.online(),
                newer.connectedAt() == null ? older.connectedAt() : newer.connectedAt(),
                newer.version() == null ? older.version() : newer.version(),
                newer.remoteAddress() == null ? older.remoteAddress() : newer.remoteAddress(),
                newer.boot() == null ? older.boot() : newer.boot(),
                newer.status() == null ? older.status() : newer.status(),
                newer.reportedStatus() == null ? older.reportedStatus() : newer.reportedStatus(),
                newer.seenAt());
    }
}
