package io.wattline.simulator.load;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A CALL written once, with gaps for what differs from message to message: writing JSON anew for each would cost as much as reading it. */
final class Template {
    /** Stands in the payload where a value will be. */
    enum Gap {
        ID("@id@"), AT("2001-02-03T04:05:06.789Z"), REGISTER("1122334455"), WATTS("998877"), TRANSACTION("1987654321"),
        /** The counter of a transaction's events. */
        SEQUENCE("1887766554"), TAG("@tag@");

        final String mark;

        Gap(String mark) { this.mark = mark; }

        private static Gap of(String mark) { return Stream.of(values()).filter(gap -> gap.mark.equals(mark)).findFirst().orElseThrow(); }
    }

    private static final Pattern ANY = Pattern
            .compile(Stream.of(Gap.values()).map(gap -> Pattern.quote(gap.mark)).collect(Collectors.joining("|")));

    private final List<String> texts = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();

    Template(String action, JsonNode payload) {
        String whole = "[2,\"" + Gap.ID.mark + "\",\"" + action + "\"," + payload + "]";
        Matcher marks = ANY.matcher(whole);
        int from = 0;
        while (marks.find()) {
            texts.add(whole.substring(from, marks.start()));
            gaps.add(Gap.of(marks.group()));
            from = marks.end();
        }
        texts.add(whole.substring(from));
    }

    /** What is written into the gaps. */
    interface Filler {
        void fill(Gap gap, StringBuilder into);
    }

    void write(StringBuilder into, Filler filler) {
        for (int i = 0; i < gaps.size(); i++) {
            into.append(texts.get(i));
            filler.fill(gaps.get(i), into);
        }
        into.append(texts.getLast());
    }
}
