package io.wattline.csms.transaction;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.Rows;
import io.wattline.csms.transaction.ChargingTransaction.Begin;
import io.wattline.csms.transaction.ChargingTransaction.End;
import io.wattline.csms.transaction.ChargingTransaction.Name;
import io.wattline.csms.transaction.TransactionRows.TransactionRow;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.StopReason;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of a transaction, as ingest reads and writes them. Lists travel as text, since an array of arrays is no column of rows. */
final class TransactionColumns {
    private static final String UPSERT = """
            INSERT INTO transaction AS old (account_id, transaction_id, station_id, ocpp_transaction_id, told_as, opening, evse, connector, id_tag, state,
                charging_state, started_at, stopped_at, news_at, metered_from, metered_until, meter_start_wh, meter_last_wh, meter_stop_wh, energy_wh,
                register_wh, interval_wh, held_wh, first_seq_no, last_seq_no, missing_seq_nos, messages_in_queue, price_per_kwh, currency, start_reason,
                stop_reason, remote_start_id, reservation_id, flags, received_at, updated_at)
            SELECT t.account_id, t.transaction_id, t.station_id, t.ocpp_id, t.told_as, t.opening, t.evse, t.connector, t.id_tag, t.state, t.charging_state,
                t.started_at, t.stopped_at, t.news_at, t.metered_from, t.metered_until, t.meter_start, t.meter_last, t.meter_stop, t.energy, t.register,
                t.intervals, t.held, t.first_seq, t.last_seq, string_to_array(t.missing_seq, ',')::int[], t.in_queue, s.price_per_kwh, s.currency,
                t.start_reason, t.stop_reason, t.remote_start_id, t.reservation_id, string_to_array(t.flags, ','), t.received_at, t.received_at
            FROM unnest(:account::text[], :id::uuid[], :station::text[], :ocppId::text[], :toldAs::text[], :opening::text[], :evse::int[], :connector::int[],
                :idTag::text[], :state::text[], :chargingState::text[], :startedAt::timestamptz[], :stoppedAt::timestamptz[], :newsAt::timestamptz[],
                :meteredFrom::timestamptz[], :meteredUntil::timestamptz[], :meterStart::numeric[], :meterLast::numeric[], :meterStop::numeric[],
                :energy::numeric[], :register::numeric[], :intervals::numeric[], :held::numeric[], :firstSeq::int[], :lastSeq::int[], :missingSeq::text[],
                :inQueue::boolean[], :startReason::text[], :stopReason::text[], :remoteStartId::int[], :reservationId::int[], :flags::text[],
                :receivedAt::timestamptz[])
                AS t(account_id, transaction_id, station_id, ocpp_id, told_as, opening, evse, connector, id_tag, state, charging_state, started_at,
                stopped_at, news_at, metered_from, metered_until, meter_start, meter_last, meter_stop, energy, register, intervals, held, first_seq,
                last_seq, missing_seq, in_queue, start_reason, stop_reason, remote_start_id, reservation_id, flags, received_at)
            JOIN station s ON s.account_id = t.account_id AND s.station_id = t.station_id
            ON CONFLICT (account_id, transaction_id) DO UPDATE SET ocpp_transaction_id = excluded.ocpp_transaction_id, told_as = excluded.told_as,
                opening = excluded.opening, evse = excluded.evse, connector = excluded.connector, id_tag = excluded.id_tag, state = excluded.state,
                charging_state = excluded.charging_state, started_at = excluded.started_at, stopped_at = excluded.stopped_at,
                news_at = excluded.news_at, metered_from = excluded.metered_from, metered_until = excluded.metered_until,
                meter_start_wh = excluded.meter_start_wh, meter_last_wh = excluded.meter_last_wh, meter_stop_wh = excluded.meter_stop_wh,
                energy_wh = excluded.energy_wh, register_wh = excluded.register_wh, interval_wh = excluded.interval_wh, held_wh = excluded.held_wh,
                first_seq_no = excluded.first_seq_no, last_seq_no = excluded.last_seq_no, missing_seq_nos = excluded.missing_seq_nos,
                messages_in_queue = excluded.messages_in_queue, start_reason = excluded.start_reason, stop_reason = excluded.stop_reason,
                remote_start_id = excluded.remote_start_id, reservation_id = excluded.reservation_id, flags = excluded.flags,
                updated_at = excluded.updated_at""";

    /** A row that is there, no index on what changes: a third of the cost of {@link #UPSERT}. */
    private static final String UPDATE = """
            UPDATE transaction t SET charging_state = n.charging_state, news_at = n.news_at, metered_from = n.metered_from,
                metered_until = n.metered_until, meter_start_wh = n.meter_start, meter_last_wh = n.meter_last, energy_wh = n.energy,
                register_wh = n.register, interval_wh = n.intervals, held_wh = n.held, first_seq_no = n.first_seq, last_seq_no = n.last_seq,
                updated_at = n.received_at
            FROM unnest(:account::text[], :id::uuid[], :chargingState::text[], :newsAt::timestamptz[], :meteredFrom::timestamptz[],
                :meteredUntil::timestamptz[], :meterStart::numeric[], :meterLast::numeric[], :energy::numeric[], :register::numeric[],
                :intervals::numeric[], :held::numeric[], :firstSeq::int[], :lastSeq::int[], :receivedAt::timestamptz[])
                AS n(account_id, transaction_id, charging_state, news_at, metered_from, metered_until, meter_start, meter_last, energy, register,
                intervals, held, first_seq, last_seq, received_at)
            WHERE t.account_id = n.account_id AND t.transaction_id = n.transaction_id""";

    private TransactionColumns() {}

    static Rows<TransactionRow> whole(List<TransactionRow> rows) {
        var columns = Rows.of(UPSERT, rows);
        identity(columns);
        steps(columns);
        course(columns);
        return columns;
    }

    static Rows<TransactionRow> going(List<TransactionRow> rows) {
        var columns = Rows.of(UPDATE, rows);
        course(columns);
        return columns;
    }

    private static void identity(Rows<TransactionRow> columns) {
        columns.column("ocppId", of(t -> t.ref().value()))
                .column("toldAs", of(t -> t.name().toldAs()))
                .column("station", of(t -> t.connector().station().value()))
                .column("evse", of(t -> t.connector().evse()))
                .column("connector", of(t -> t.connector().connector()))
                .column("state", of(ChargingTransaction::state))
                .column("flags", of(t -> joined(t.flags().stream().sorted().map(TransactionFlag::wireName).toList())));
    }

    private static void steps(Rows<TransactionRow> columns) {
        columns.column("opening", of(t -> t.begin().opening())).column("idTag", of(t -> t.begin().idTag()))
                .column("startedAt", of(t -> t.begin().at()))
                .column("startReason", of(t -> t.begin().reason()))
                .column("remoteStartId", of(t -> t.begin().remoteStartId()))
                .column("reservationId", of(t -> t.begin().reservationId()))
                .column("stoppedAt", of(t -> t.end() == null ? null : t.end().at()))
                .column("meterStop", of(t -> t.end() == null ? null : t.end().meterWh()))
                .column("stopReason", of(t -> t.end() == null ? null : t.end().reason()))
                .column("missingSeq", of(t -> joined(t.events().missing())))
                .column("inQueue", of(ChargingTransaction::messagesInQueue));
    }

    /** What changes while it goes on. */
    private static void course(Rows<TransactionRow> columns) {
        columns.column("account", r -> r.account().value()).column("id", of(ChargingTransaction::id))
                .column("receivedAt", TransactionRow::receivedAt)
                .column("chargingState", of(ChargingTransaction::chargingState))
                .column("newsAt", of(ChargingTransaction::newsAt))
                .column("firstSeq", of(t -> t.events().first())).column("lastSeq", of(t -> t.events().last()))
                .column("meteredFrom", of(t -> t.energy().since()))
                .column("meteredUntil", of(t -> t.energy().lastAt()))
                .column("meterStart", of(t -> t.energy().baselineWh()))
                .column("meterLast", of(t -> t.energy().lastWh()))
                .column("energy", of(ChargingTransaction::energyWh))
                .column("register", of(t -> t.energy().registerWh()))
                .column("intervals", of(t -> t.energy().intervalWh()))
                .column("held", of(t -> t.energy().heldWh()));
    }

    static TransactionRow row(Readable row) {
        var place = new ConnectorRef(new StationId(text(row, "station_id")), row.get("evse", Integer.class),
                row.get("connector", Integer.class));
        var name = new Name(row.get("transaction_id", UUID.class), new TransactionRef(text(row, "ocpp_transaction_id")),
                row.get("told_as", String.class));
        Instant startedAt = Objects.requireNonNull(row.get("started_at", Instant.class));
        var begin = new Begin(row.get("opening", String.class), row.get("id_tag", String.class), startedAt,
                row.get("start_reason", String.class), row.get("remote_start_id", Integer.class), row.get("reservation_id", Integer.class));
        Instant stoppedAt = row.get("stopped_at", Instant.class);
        var end = stoppedAt == null
                ? null
                : new End(stoppedAt, decimal(row, "meter_stop_wh"),
                        Objects.requireNonNullElse(row.get("stop_reason", String.class), StopReason.LOCAL.value()));
        Set<TransactionFlag> flags = flags(row);
        Instant newsAt = row.get("news_at", Instant.class);
        var transaction = new ChargingTransaction(name, place, begin, end, energy(row, flags), events(row),
                row.get("messages_in_queue", Boolean.class), row.get("charging_state", String.class), newsAt == null ? startedAt : newsAt,
                flags);
        return new TransactionRow(new AccountId(text(row, "account_id")), transaction, row.get("received_at", Instant.class), false);
    }

    private static EnergyCount energy(Readable row, Set<TransactionFlag> flags) {
        var odd = EnumSet.copyOf(EnergyCount.FLAGS);
        odd.retainAll(flags);
        return new EnergyCount(row.get("metered_from", Instant.class), decimal(row, "meter_start_wh"),
                row.get("metered_until", Instant.class), decimal(row, "meter_last_wh"), amount(row, "register_wh"),
                amount(row, "interval_wh"), amount(row, "held_wh"), odd);
    }

    private static EventNumbers events(Readable row) {
        return new EventNumbers(row.get("first_seq_no", Integer.class), row.get("last_seq_no", Integer.class),
                Arrays.asList(Objects.requireNonNull(row.get("missing_seq_nos", Integer[].class))));
    }

    private static Set<TransactionFlag> flags(Readable row) {
        return Arrays.stream(Objects.requireNonNull(row.get("flags", String[].class))).map(TransactionFlag::ofWireName)
                .collect(Collectors.toSet());
    }

    private static Function<TransactionRow, @Nullable Object> of(Function<ChargingTransaction, @Nullable Object> value) {
        return row -> value.apply(row.transaction());
    }

    /** Empty text becomes an empty array. */
    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static @Nullable BigDecimal decimal(Readable row, String column) { return row.get(column, BigDecimal.class); }

    private static BigDecimal amount(Readable row, String column) { return Objects.requireNonNull(decimal(row, column)); }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
