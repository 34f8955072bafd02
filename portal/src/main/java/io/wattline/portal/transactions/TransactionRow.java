package io.wattline.portal.transactions;

import io.wattline.portal.csms.Transaction;
import io.wattline.portal.live.ConnectorCard;
import io.wattline.portal.web.Figures;
import io.wattline.portal.web.Links;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A charging session in one line; times are ISO 8601 in UTC. */
public record TransactionRow(String id, String href, String station, String stationHref, String place, String tag, String startedAt,
        @Nullable String stoppedAt,
        String duration, String energyKwh, String cost, String state, String tone) {
    public static List<TransactionRow> of(List<Transaction> transactions, Instant now) {
        return transactions.stream().map(transaction -> of(transaction, now)).toList();
    }

    static TransactionRow of(Transaction transaction, Instant now) {
        Instant end = transaction.stoppedAt() == null ? now : transaction.stoppedAt();
        return new TransactionRow(transaction.id(), Links.transaction(transaction.id()), transaction.stationId(),
                Links.station(transaction.stationId()),
                ConnectorCard.place(transaction.evse(), transaction.connector()),
                transaction.idTag() == null ? Figures.UNKNOWN : transaction.idTag(),
                transaction.startedAt().toString(), Figures.time(transaction.stoppedAt()),
                Figures.duration(Duration.between(transaction.startedAt(), end)), Figures.kWh(transaction.energyKwh()),
                Figures.money(transaction.cost(), transaction.currency()), transaction.active() ? "Active" : "Ended",
                transaction.active() ? "charging" : "off");
    }
}
