package io.wattline.csms.ocpp.wire;

import io.wattline.csms.ocpp.rpc.Limits;
import io.wattline.csms.ocpp.rpc.Script;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the station declines in one way it is asked in another, once. */
public record SecondTry(Request first, Request second) implements Script {
    @Override
    public @Nullable Request next(List<Exchange> heard, Limits limits) {
        if (heard.isEmpty()) return first;
        boolean declined = heard.getFirst().isUnderstood() && !heard.getFirst().isAgreed();
        return declined && heard.size() == 1 ? second : null;
    }

    /** The one it took; when it took neither, the first. */
    @Override
    public Outcome outcome(List<Exchange> heard) {
        Exchange telling = heard.getLast().isAgreed() ? heard.getLast() : heard.getFirst();
        return new Outcome(telling.request(), telling.answered().result(), telling.isUnderstood() ? telling.answer() : null);
    }
}
