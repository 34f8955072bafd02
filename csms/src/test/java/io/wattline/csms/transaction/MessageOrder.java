package io.wattline.csms.transaction;

import io.wattline.model.station.OcppVersion;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Two charging sessions of a station, told in an order that chance decides: shuffled, repeated, with lost answers, new connections and
 * samples that never come. The same seed gives the same order. It knows what the sessions truly took.
 */
final class MessageOrder {
    /** Live times that are older than a day are not believed. */
    private final Instant ten = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(6));

    private final RealStation station;
    private final Random chance;
    private final List<Truth> truths = new ArrayList<>();
    private final Set<Instant> acknowledgedSamples = new HashSet<>();

    /** {@code energyWh} is the sum of the rising parts of the register. */
    record Truth(Instant startedAt, Instant stoppedAt, BigDecimal energyWh, boolean complete) {}

    private record Message(String action, String payload, List<Instant> samples, boolean vital) {}

    MessageOrder(RealStation station, long seed) {
        this.station = station;
        chance = new Random(seed);
    }

    List<Truth> truths() { return truths; }

    Set<Instant> acknowledgedSamples() { return acknowledgedSamples; }

    void run() {
        if (station.version() == OcppVersion.V1_6) for (int session = 0; session < 2; session++) tell16(session);
        else
            tell2();
    }

    private int[] registers(int count, boolean reset) {
        var registers = new int[count];
        registers[0] = chance.nextInt(3) == 0 ? 0 : chance.nextInt(1_000_000);
        int resetAt = reset && count > 3 ? 1 + chance.nextInt(count - 2) : -1;
        for (int i = 1; i < count; i++) registers[i] = i == resetAt ? 0 : registers[i - 1] + 200 + chance.nextInt(1800);
        return registers;
    }

    private static BigDecimal rising(int[] registers) {
        long sum = 0;
        for (int i = 1; i < registers.length; i++) sum += Math.max(0, registers[i] - registers[i - 1]);
        return BigDecimal.valueOf(sum);
    }

    private Instant at(int session, int step) { return ten.plusSeconds(session * 7200L + step * 600L + session); }

    /** A 1.6 station learns its number from the answer to the start, and may have to tell the rest before it. */
    private void tell16(int session) {
        boolean startFirst = chance.nextInt(3) > 0;
        int[] registers = registers(4 + chance.nextInt(6), startFirst && chance.nextInt(4) == 0);
        int last = registers.length - 1;
        boolean inOrder = registers[last] < registers[0] || rising(registers).intValue() != registers[last] - registers[0];
        truths.add(new Truth(at(session, 0), at(session, last), rising(registers), true));
        var start = new Message("StartTransaction", "{'connectorId':1,'idTag':'ORDER','meterStart':" + registers[0] + ",'timestamp':'"
                + at(session, 0) + "'}", List.of(), true);
        String number = startFirst ? Integer.toString(deliverStart(start)) : unknownNumber();
        var samples = new ArrayList<Message>();
        for (int i = 1; i < last; i++) {
            String named = chance.nextInt(3) == 0 ? "" : "'transactionId':" + number + ",";
            samples.add(new Message("MeterValues", "{'connectorId':1," + named + "'meterValue':[{'timestamp':'" + at(session, i)
                    + "','sampledValue':[{'value':'" + registers[i] + "'}]}]}", List.of(at(session, i)), inOrder));
        }
        if (!inOrder) Collections.shuffle(samples, chance);
        boolean samplesAfterStop = !inOrder && chance.nextInt(4) == 0;
        var stop = new Message("StopTransaction", "{'transactionId':" + number + ",'idTag':'ORDER','meterStop':" + registers[last]
                + ",'timestamp':'" + at(session, last) + "'}", List.of(), true);
        if (samplesAfterStop) deliver(stop);
        samples.forEach(this::deliver);
        deliver(stop);
        if (!startFirst || chance.nextInt(5) == 0) deliverStart(start);
        if (chance.nextInt(5) == 0) deliver(stop);
    }

    private String unknownNumber() { return List.of("-1", "0", "2147483647", "99999999999", "-2147483649").get(chance.nextInt(5)); }

    private int deliverStart(Message start) {
        lose(start);
        int number = station.asks(start.action, start.payload).get("transactionId").asInt();
        if (number < 1) throw new AssertionError("no number: " + number);
        if (chance.nextInt(4) == 0 && station.asks(start.action, start.payload).get("transactionId").asInt() != number)
            throw new AssertionError("the same start got another number");
        return number;
    }

    /** A 2.x station names its transactions, so all messages of both may come in any order. */
    private void tell2() {
        var messages = new ArrayList<Message>();
        for (int session = 0; session < 2; session++) {
            int[] registers = registers(4 + chance.nextInt(6), chance.nextInt(3) == 0);
            boolean straight = rising(registers).intValue() == registers[registers.length - 1] - registers[0];
            int dropped = straight && chance.nextInt(4) == 0 ? 1 + chance.nextInt(registers.length - 2) : -1;
            truths.add(new Truth(at(session, 0), at(session, registers.length - 1), rising(registers), dropped < 0));
            for (int i = 0; i < registers.length; i++) if (i != dropped) messages.add(event(session, i, registers));
        }
        switch (chance.nextInt(3)) {
            case 0 -> {}
            case 1 -> Collections.shuffle(messages, chance);
            default -> {
                for (int swap = 0; swap < 4; swap++) {
                    int from = chance.nextInt(messages.size());
                    Collections.swap(messages, from, Math.min(messages.size() - 1, from + 1 + chance.nextInt(3)));
                }
            }
        }
        messages.forEach(this::deliver);
        for (int again = chance.nextInt(4); again > 0; again--) deliver(messages.get(chance.nextInt(messages.size())));
    }

    private Message event(int session, int seqNo, int[] registers) {
        boolean first = seqNo == 0;
        boolean last = seqNo == registers.length - 1;
        String type = first ? "Started" : last ? "Ended" : "Updated";
        String context = first ? "Transaction.Begin" : last ? "Transaction.End" : "Sample.Periodic";
        String trigger = first ? "CablePluggedIn" : last ? "EVDeparted" : "MeterValuePeriodic";
        String place = first || chance.nextInt(4) == 0 ? ",'evse':{'id':1,'connectorId':1}" : "";
        String token = first ? ",'idToken':{'idToken':'ORDER','type':'Central'}" : "";
        Instant at = at(session, seqNo);
        return new Message("TransactionEvent", "{'eventType':'" + type + "','timestamp':'" + at + "','triggerReason':'" + trigger
                + "','seqNo':" + seqNo + ",'transactionInfo':{'transactionId':'" + station.id() + "-" + session + "'}" + place + token
                + ",'meterValue':[{'timestamp':'" + at + "','sampledValue':[{'value':" + registers[seqNo] + ",'context':'" + context
                + "'}]}]}", List.of(at), true);
    }

    private void deliver(Message message) {
        if (!message.vital && chance.nextInt(12) == 0) return;
        lose(message);
        station.asks(message.action, message.payload);
        acknowledgedSamples.addAll(message.samples);
        if (chance.nextInt(10) == 0) station.asks(message.action, message.payload);
    }

    /** The answer is lost with the connection, and the message comes again, perhaps while the first is still worked on. */
    private void lose(Message message) {
        if (chance.nextInt(8) > 0) return;
        station.sends(message.action, message.payload).reconnects();
    }
}
