package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.FrameListener;
import io.wattline.csms.ocpp.FrameListener.Direction;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.rpc.Frame.Call;
import io.wattline.csms.ocpp.rpc.Frame.CallError;
import io.wattline.csms.ocpp.rpc.Frame.CallResult;
import io.wattline.csms.ocpp.rpc.Frame.CallResultError;
import io.wattline.model.station.OcppVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What leaves for a station, shown to those who listen. */
final class Outlet {
    private final StationPrincipal station;
    private final OcppVersion version;
    private final Rpc rpc;
    private final FrameTap tap;
    private final Transport transport;

    Outlet(StationPrincipal station, Rpc rpc, FrameTap tap, Transport transport) {
        this.station = station;
        version = station.version();
        this.rpc = rpc;
        this.tap = tap;
        this.transport = transport;
    }

    void call(Call call) {
        rpc.habits().suit(station, call.action(), call.payload());
        String text = FrameCodec.write(call);
        String kept = Secrets.mayHave(call.action())
                ? FrameCodec.write(new Call(call.id(), call.action(), Secrets.masked(call.action(), call.payload())))
                : text;
        tap.show(rpc.clock().millis(), Direction.OUT, FrameListener.Type.CALL, call.action(), call.id(), kept, null, FrameTap.OK);
        transport.send(text);
    }

    /** Returns its text. */
    String result(Incoming call, JsonNode payload) {
        rpc.habits().suit(station, call.action() + "Response", payload);
        String text = FrameCodec.write(new CallResult(call.id(), payload));
        resultAgain(call, text);
        return text;
    }

    /** The text of an earlier result. */
    void resultAgain(Incoming call, String text) {
        transmit(FrameListener.Type.RESULT, call.action(), call.id(), text, call.at(), FrameTap.OK);
    }

    /** {@code action}: null when there is none, or none that the version knows. */
    void error(String id, @Nullable String action, OcppException error, long since) {
        String code = error.code().wireName(version);
        rpc.metrics().refused(version, error.code());
        String known = action != null && rpc.schemas().isKnown(version, action) ? action : null;
        transmit(FrameListener.Type.ERROR, known, id, FrameCodec.write(new CallError(id, code, error.sentence())), since, code);
    }

    void resultError(String id, OcppException error) {
        String code = error.code().wireName(version);
        transmit(FrameListener.Type.ERROR, null, id, FrameCodec.write(new CallResultError(id, code, error.sentence())), null, code);
    }

    void giveUp(String why) { transport.giveUp(why); }

    private void transmit(FrameListener.Type type, @Nullable String action, String id, String text, @Nullable Long since, String verdict) {
        tap.show(rpc.clock().millis(), Direction.OUT, type, action, id, text, since, verdict);
        transport.send(text);
    }
}
