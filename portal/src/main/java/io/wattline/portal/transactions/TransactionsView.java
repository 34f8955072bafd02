package io.wattline.portal.transactions;

import io.wattline.portal.csms.Listing;
import io.wattline.portal.csms.Me;
import io.wattline.portal.csms.Transaction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of charging sessions: what was asked for, one page of rows, and where the next page is. */
record TransactionsView(Query query, List<TransactionRow> rows, @Nullable String nextHref, boolean severalPages, boolean filtered) {
    TransactionsView {
        rows = List.copyOf(rows);
    }

    static TransactionsView of(Query query, Listing<Transaction> found, Instant now) {
        String next = query.next(found.next());
        return new TransactionsView(query, TransactionRow.of(found.items(), now), next, next != null || query.cursor() != null,
                query.isFiltered());
    }

    /** What the address bar asks for; days are those of the user's zone, {@code to} included. */
    record Query(@Nullable String station, @Nullable String tag, @Nullable String active, @Nullable String from, @Nullable String to,
            @Nullable String cursor) {
        @Nullable
        String stationId() { return blankToNull(station); }

        @Nullable
        String idTag() { return blankToNull(tag); }

        @Nullable
        Boolean isActive() {
            if ("yes".equals(active)) return true;
            return "no".equals(active) ? false : null;
        }

        @Nullable
        Instant fromInstant(Me me) { return startOf(from, 0, me); }

        @Nullable
        Instant toInstant(Me me) { return startOf(to, 1, me); }

        boolean isFiltered() {
            return stationId() != null || idTag() != null || isActive() != null || blankToNull(from) != null || blankToNull(to) != null;
        }

        @Nullable
        String next(@Nullable String cursor) {
            if (cursor == null) return null;
            return UriComponentsBuilder.fromPath("/transactions").queryParam("station", "{s}").queryParam("tag", "{t}")
                    .queryParam("active", "{a}")
                    .queryParam("from", "{f}").queryParam("to", "{u}").queryParam("cursor", "{c}").encode()
                    .buildAndExpand(text(station), text(tag), text(active), text(from), text(to), cursor).toUriString();
        }

        private static @Nullable Instant startOf(@Nullable String day, int daysLater, Me me) {
            if (blankToNull(day) == null) return null;
            try {
                return LocalDate.parse(day).plusDays(daysLater).atStartOfDay(zoneOf(me)).toInstant();
            } catch (DateTimeException notADay) {
                return null;
            }
        }

        private static ZoneId zoneOf(Me me) { return me.timeZone() == null ? ZoneOffset.UTC : ZoneId.of(me.timeZone()); }

        private static @Nullable String blankToNull(@Nullable String text) { return text == null || text.isBlank() ? null : text.strip(); }

        private static String text(@Nullable String value) { return value == null ? "" : value; }
    }
}
