package io.wattline.csms.faults;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What stations were told is stored, and how often they were told to try again. */
final class Ledger {
    private final List<Step> told = new ArrayList<>();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    final LongAdder unanswered = new LongAdder();
    final LongAdder connections = new LongAdder();

    /** One step of one transaction, as the station says it and as the database has it; the register in Wh. */
    record Step(String station, String transaction, Kind kind, Instant at, BigDecimal register) {
        enum Kind {
            STARTED, SAMPLED, ENDED
        }

        Step { register = register.stripTrailingZeros(); }
    }

    synchronized void acknowledged(Step step) { told.add(step); }

    /** A CALLERROR with this code. */
    void refused(String code) { refusals.computeIfAbsent(code, _ -> new LongAdder()).increment(); }

    /** By code. */
    Map<String, Long> refusals() {
        return refusals.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().sum()));
    }

    synchronized List<Step> told() { return List.copyOf(told); }

    synchronized int size() { return told.size(); }

    @Override
    public String toString() {
        return size() + " steps acknowledged, told to try again " + refusals() + ", " + unanswered + " times not answered, "
                + connections + " connections";
    }
}
