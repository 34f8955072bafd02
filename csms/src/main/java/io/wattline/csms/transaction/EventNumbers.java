package io.wattline.csms.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a transaction came, by their sequence numbers. OCPP 1.x does not count them, then nothing is known and nothing missing.
 * Source: OCPP 2.0.1 part 2 TransactionEventRequest.seqNo.
 */
public record EventNumbers(@Nullable Integer first, @Nullable Integer last, List<Integer> missing) {
    public static final EventNumbers NONE = new EventNumbers(null, null, List.of());
    /** A jump by more is a mistake of the station, not so many lost messages. */
    private static final int LONGEST_GAP = 1_000;

    public EventNumbers { missing = List.copyOf(missing); }

    public boolean isCounted() { return last != null; }

    public boolean has(int number) {
        return first != null && last != null && number >= first && number <= last && !missing.contains(number);
    }

    EventNumbers plus(int number) {
        if (first == null || last == null) return new EventNumbers(number, number, List.of());
        if (has(number)) return this;
        if (number > last) return new EventNumbers(first, number, withGap(last + 1L, number));
        if (number < first) return new EventNumbers(number, last, withGap(number + 1L, first));
        return new EventNumbers(first, last, missing.stream().filter(each -> each != number).toList());
    }

    /** The station has no more of them. */
    EventNumbers withoutGaps() { return new EventNumbers(first, last, List.of()); }

    private List<Integer> withGap(long from, long to) {
        if (to - from > LONGEST_GAP || missing.size() > LONGEST_GAP) return missing;
        var all = new TreeSet<>(missing);
        IntStream.range((int) from, (int) to).forEach(all::add);
        return new ArrayList<>(all);
    }
}
