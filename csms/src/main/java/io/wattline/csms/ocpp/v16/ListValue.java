package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.rpc.Limits;
import io.wattline.csms.ocpp.rpc.Script;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.model.command.CommandResult.Rejected;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A comma list, for example of measurands, that a station may reject for one member: then its members are tried one by one, each with those
 * that were taken before it, so that in the end as many are set as the station takes.
 */
final class ListValue implements Script {
    private final Request whole;
    private final String key;
    private final List<String> members;

    ListValue(Request whole) {
        this.whole = whole;
        key = whole.payload().path("key").asString();
        members = Stream.of(whole.payload().path("value").asString().split(",")).map(String::strip).filter(member -> !member.isEmpty())
                .distinct().toList();
    }

    @Override
    public @Nullable Request next(List<Exchange> heard, Limits limits) {
        if (heard.isEmpty()) return whole;
        boolean goesOn = heard.getLast().isAgreed() || heard.getLast().answered().result() instanceof Rejected;
        boolean taken = heard.getFirst().isAgreed();
        if (taken || !goesOn || members.size() < 2 || heard.size() > members.size()) return null;
        String member = members.get(heard.size() - 1);
        String before = effective(heard);
        return change(before.isEmpty() ? member : before + "," + member);
    }

    /** Accepted with what was set in the end, in the request too; rejected when nothing was. */
    @Override
    public Outcome outcome(List<Exchange> heard) {
        Exchange telling = heard.stream().filter(Exchange::isAgreed).reduce((_, later) -> later).orElse(heard.getLast());
        return new Outcome(telling.isAgreed() ? telling.request() : whole, telling.answered().result(),
                telling.isUnderstood() ? telling.answer() : null);
    }

    /** What the station has taken so far; empty for nothing. */
    private static String effective(List<Exchange> heard) {
        return heard.stream().filter(Exchange::isAgreed).reduce((_, later) -> later)
                .map(taken -> taken.request().payload().path("value").asString()).orElse("");
    }

    private Request change(String value) {
        return new Request(whole.action(), JsonNodeFactory.instance.objectNode().put("key", key).put("value", value));
    }
}
