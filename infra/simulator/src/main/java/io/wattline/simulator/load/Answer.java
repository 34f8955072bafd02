package io.wattline.simulator.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** What came from the central system, read no further than a load station has to. */
record Answer(char type, String id, String rest) {
    /** Of what is no OCPP frame, the type is '?'. */
    static Answer of(ByteBuf frame, boolean whole) {
        int quote = frame.indexOf(frame.readerIndex(), frame.writerIndex(), (byte) '"');
        int end = quote < 0 ? -1 : frame.indexOf(quote + 1, frame.writerIndex(), (byte) '"');
        if (end < 0) return new Answer('?', "", "");
        String head = frame.toString(frame.readerIndex(), quote - frame.readerIndex(), StandardCharsets.US_ASCII);
        char type = head.chars().filter(Character::isDigit).mapToObj(c -> (char) c).findFirst().orElse('?');
        String id = frame.toString(quote + 1, end - quote - 1, StandardCharsets.US_ASCII);
        return new Answer(type, id, whole || type == '4' ? frame.toString(end, frame.writerIndex() - end, StandardCharsets.UTF_8) : "");
    }

    /** No status but Accepted: not of the station, nor of the tag. */
    boolean accepts() {
        return !rest.contains("\"status\"") || rest.contains("\"Accepted\"");
    }

    /** The number of a StartTransaction's answer; 0 without one. */
    String transactionNumber() {
        int at = rest.indexOf("\"transactionId\":");
        if (at < 0) return "0";
        int from = at + "\"transactionId\":".length();
        int to = from;
        while (to < rest.length() && (Character.isDigit(rest.charAt(to)) || rest.charAt(to) == ' ')) to++;
        return rest.substring(from, to).strip();
    }
}
