package io.wattline.csms.transaction;

import io.wattline.csms.transaction.EnergyReading.Kind;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.StopReason;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.TransactionDetails;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionFact;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.event.TransactionUpdated;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as its facts made it so far. Facts may come in any order and more than once: each fills what is missing and
 * changes nothing that is known. {@code newsAt} is when the latest of them happened.
 */
public record ChargingTransaction(Name name, ConnectorRef connector, Begin begin, @Nullable End end, EnergyCount energy,
        EventNumbers events, @Nullable Boolean messagesInQueue, @Nullable String chargingState, Instant newsAt,
        Set<TransactionFlag> flags) {
    public static final StopReason ABANDONED = new StopReason("Abandoned");

    /** {@code toldAs}: what its station called it when that was not {@code ref}. */
    public record Name(UUID id, TransactionRef ref, @Nullable String toldAs) {}

    /** {@code opening} is null until the start is told; {@code at} is the earliest time we know until then. */
    public record Begin(@Nullable String opening, @Nullable String idTag, Instant at, @Nullable String reason,
            @Nullable Integer remoteStartId, @Nullable Integer reservationId) {}

    public record End(Instant at, @Nullable BigDecimal meterWh, String reason) {}

    public ChargingTransaction { flags = Set.copyOf(flags); }

    /** The id in REST follows from the station's first naming, so that a repeated telling finds it. */
    public static UUID idOf(AccountId account, StationId station, TransactionRef ref) {
        String name = account.value() + "/" + station.value() + "/" + ref.value();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public static ChargingTransaction first(AccountId account, ConnectorRef connector, TransactionRef ref, Instant at) {
        return new ChargingTransaction(new Name(idOf(account, connector.station(), ref), ref, null), connector,
                new Begin(null, null, at, null, null, null), null, EnergyCount.NONE, EventNumbers.NONE, null, null, at, Set.of());
    }

    public UUID id() { return name.id(); }

    public TransactionRef ref() { return name.ref(); }

    public boolean isNamed(TransactionRef wanted) { return wanted.equals(name.ref()) || wanted.value().equals(name.toldAs()); }

    public boolean isActive() { return end == null; }

    public boolean isStarted() { return begin.opening() != null; }

    public boolean isAbandoned() { return end != null && ABANDONED.value().equals(end.reason()); }

    /** Whether nothing but what it measures, its charging state and the number of its latest message differs from before. */
    public boolean goesOnFrom(ChargingTransaction before) {
        return isActive() && before.isActive() && name.equals(before.name) && connector.equals(before.connector)
                && begin.equals(before.begin)
                && flags.equals(before.flags) && events.missing().equals(before.events.missing())
                && Objects.equals(messagesInQueue, before.messagesInQueue);
    }

    /** Whether it only measured on since, by readings that are stored and not late: a row of before and those come to this. */
    public boolean onlyMeasuredOnFrom(ChargingTransaction before) {
        Instant until = energy.lastAt();
        return goesOnFrom(before) && events.equals(before.events) && Objects.equals(chargingState, before.chargingState) && until != null
                && before.energy.lastAt() != null && until.isAfter(before.energy.lastAt());
    }

    /** With readings that were stored after its row was. */
    public ChargingTransaction caughtUp(SortedSet<EnergyReading> readings, BigDecimal maxPowerW) {
        ChargingTransaction current = this;
        for (EnergyReading reading : readings) if (!current.energy.isLate(reading)) current = current.plus(reading, maxPowerW);
        return current;
    }

    /** Whether all of it was told: what comes later is history only. A message that is missing may still come. */
    public boolean isSettled() {
        if (end == null || isAbandoned()) return false;
        return !events.isCounted() || Boolean.FALSE.equals(messagesInQueue) || isStarted() && events.missing().isEmpty();
    }

    /** Messages are missing, and the station did not say that there are none. */
    public boolean hasGap() {
        return events.isCounted() && (!isStarted() || !events.missing().isEmpty()) && !Boolean.FALSE.equals(messagesInQueue);
    }

    /** {@code active}, {@code ended}, or {@code reconstructed}: ended without that its start was ever told. */
    public String state() {
        if (isActive()) return "active";
        return isStarted() ? "ended" : "reconstructed";
    }

    public BigDecimal energyWh() { return energy.energyWh(); }

    public ChargingTransaction with(TransactionStarted started) {
        ChargingTransaction known = noted(started);
        if (isStarted()) return known;
        var told = new Begin(started.opening(), first(known.begin.idTag, text(started.idToken())), started.at(),
                first(known.begin.reason, started.reason()), first(known.begin.remoteStartId, started.remoteStartId()),
                known.begin.reservationId);
        return known.beginning(told);
    }

    public ChargingTransaction with(TransactionUpdated updated) {
        ChargingTransaction known = noted(updated);
        var told = new Begin(begin.opening, first(begin.idTag, text(updated.idToken())), known.begin.at, begin.reason,
                first(begin.remoteStartId, updated.remoteStartId()), known.begin.reservationId);
        boolean latest = isActive() && !updated.at().isBefore(newsAt) && updated.chargingState() != null;
        return known.beginning(told).charging(latest ? updated.chargingState() : chargingState);
    }

    /** The first end that the station tells counts; a different second one is a discrepancy. */
    public ChargingTransaction with(TransactionEnded ended) {
        ChargingTransaction known = noted(ended);
        if (!isActive() && !isAbandoned()) return contradicts(ended) ? known.flagged(TransactionFlag.DISCREPANCY) : known;
        var told = new End(ended.at(), ended.meterStopWh() == null ? energy.lastWh() : ended.meterStopWh(), ended.reason().value());
        var token = new Begin(begin.opening, first(begin.idTag, text(ended.idToken())), known.begin.at, begin.reason, begin.remoteStartId,
                known.begin.reservationId);
        ChargingTransaction over = known.beginning(token).ending(told).charging(null);
        return isStarted() ? over : over.flagged(TransactionFlag.RECONSTRUCTED);
    }

    /** Whether the end that is told again is another one. */
    public boolean contradicts(TransactionEnded ended) {
        if (end == null) return false;
        boolean otherMeter = ended.meterStopWh() != null && end.meterWh != null && ended.meterStopWh().compareTo(end.meterWh) != 0;
        boolean otherTime = ended.details().claimedAt() == null && !ended.at().equals(end.at);
        return otherMeter || otherTime || !ended.reason().value().equals(end.reason);
    }

    /** Something else shows that it is over: it ended unseen with its latest news, until its station tells more. */
    public ChargingTransaction abandoned() {
        return ending(new End(newsAt, energy.lastWh(), ABANDONED.value())).charging(null);
    }

    /** It was not over after all. */
    public ChargingTransaction resumed() {
        return new ChargingTransaction(name, connector, begin, null, energy, events, messagesInQueue, chargingState, newsAt, flags);
    }

    /** The late start of what was reconstructed from its end. */
    public ChargingTransaction numbered(TransactionRef number) {
        var numbered = new Name(name.id, number, name.toldAs == null ? name.ref.value() : name.toldAs);
        return named(numbered);
    }

    /** Its station ended it by a wrong name. */
    public ChargingTransaction toldAs(TransactionRef wrong) {
        return named(new Name(name.id, name.ref, wrong.value())).flagged(TransactionFlag.REASSIGNED);
    }

    /** What the station still has of it. */
    public ChargingTransaction queued(boolean messages) {
        EventNumbers left = messages ? events : events.withoutGaps();
        return new ChargingTransaction(name, connector, begin, end, energy, left, messages, chargingState, newsAt, flags);
    }

    public ChargingTransaction flagged(TransactionFlag flag) {
        if (flags.contains(flag)) return this;
        var more = EnumSet.of(flag);
        more.addAll(flags);
        return new ChargingTransaction(name, connector, begin, end, energy, events, messagesInQueue, chargingState, newsAt, more);
    }

    /** With a reading that is not late. */
    public ChargingTransaction plus(EnergyReading reading, BigDecimal maxPowerW) {
        return energy.repeats(reading) ? this : counted(energy.plus(reading, limits(maxPowerW)), reading.at());
    }

    /** With all its readings, which are counted anew. */
    public ChargingTransaction recounted(SortedSet<EnergyReading> readings, BigDecimal maxPowerW) {
        var own = new TreeSet<>(readings);
        if (end != null && !isAbandoned()) own.removeIf(reading -> reading.kind() == Kind.DURING && reading.at().isAfter(end.at));
        return counted(EnergyCount.of(own, limits(maxPowerW)), newsAt);
    }

    /** What the meter reads at its end, once all is known. */
    private ChargingTransaction counted(EnergyCount counted, Instant at) {
        var odd = EnumSet.noneOf(TransactionFlag.class);
        odd.addAll(flags);
        odd.removeAll(EnergyCount.FLAGS);
        odd.addAll(counted.flags());
        if (odd.contains(TransactionFlag.UNITS)) odd.add(TransactionFlag.SUSPECT);
        End over = isAbandoned() ? new End(later(newsAt, at), counted.lastWh(), ABANDONED.value()) : end;
        return new ChargingTransaction(name, connector, begin, over, counted, events, messagesInQueue, chargingState, later(newsAt, at),
                odd).since(at);
    }

    /** What every message of it says, whatever it is about. */
    private ChargingTransaction noted(TransactionFact fact) {
        TransactionDetails details = fact.details();
        var told = new Begin(begin.opening, begin.idTag, begin.at, begin.reason, begin.remoteStartId,
                first(begin.reservationId, details.reservationId()));
        EventNumbers numbers = details.seqNo() == null ? events : events.plus(details.seqNo());
        ChargingTransaction noted = new ChargingTransaction(name, placed(fact.connector()), told, end, energy, numbers, messagesInQueue,
                chargingState, later(newsAt, fact.at()), flags).since(fact.at());
        if (details.offline()) noted = noted.flagged(TransactionFlag.OFFLINE);
        if (details.claimedAt() != null) noted = noted.flagged(TransactionFlag.CLOCK_SUSPECT);
        return details.isUnauthorized() && !(fact instanceof TransactionEnded) ? noted.flagged(TransactionFlag.UNAUTHORIZED) : noted;
    }

    /** The flag of the gap comes and goes with it; it stays when nothing will fill it any more. */
    public ChargingTransaction gapChecked() {
        if (hasGap()) return flagged(TransactionFlag.GAP);
        if (!flags.contains(TransactionFlag.GAP) || Boolean.FALSE.equals(messagesInQueue)) return this;
        var fewer = EnumSet.copyOf(flags);
        fewer.remove(TransactionFlag.GAP);
        return new ChargingTransaction(name, connector, begin, end, energy, events, messagesInQueue, chargingState, newsAt, fewer);
    }

    private EnergyLimits limits(BigDecimal maxPowerW) {
        return new EnergyLimits(maxPowerW, !flags.contains(TransactionFlag.CLOCK_SUSPECT));
    }

    private ChargingTransaction since(Instant at) {
        if (isStarted() || !at.isBefore(begin.at)) return this;
        return beginning(new Begin(null, begin.idTag, at, begin.reason, begin.remoteStartId, begin.reservationId));
    }

    private ChargingTransaction beginning(Begin told) {
        return new ChargingTransaction(name, connector, told, end, energy, events, messagesInQueue, chargingState, newsAt, flags);
    }

    private ChargingTransaction ending(End told) {
        return new ChargingTransaction(name, connector, begin, told, energy, events, messagesInQueue, chargingState, newsAt, flags);
    }

    private ChargingTransaction charging(@Nullable String state) {
        return new ChargingTransaction(name, connector, begin, end, energy, events, messagesInQueue, state, newsAt, flags);
    }

    private ChargingTransaction named(Name other) {
        return new ChargingTransaction(other, connector, begin, end, energy, events, messagesInQueue, chargingState, newsAt, flags);
    }

    private ConnectorRef placed(ConnectorRef told) {
        if (connector.isStation()) return told;
        return connector.connector() == 0 && told.evse() == connector.evse() ? told : connector;
    }

    private static Instant later(Instant one, Instant other) { return one.isAfter(other) ? one : other; }

    private static @Nullable String text(@Nullable IdToken token) { return token == null || token.isEmpty() ? null : token.value(); }

    private static <T> @Nullable T first(@Nullable T one, @Nullable T other) { return one != null ? one : other; }
}
