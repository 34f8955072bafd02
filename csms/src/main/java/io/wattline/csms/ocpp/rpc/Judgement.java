package io.wattline.csms.ocpp.rpc;

import io.wattline.model.station.OcppVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A payload as it is handed on, and what is wrong with it; {@code tolerated}: something was, and was repaired. */
record Judgement(JsonNode payload, @Nullable OcppException flaw, boolean tolerated) {
    /** As the frame log shows it. */
    String verdict(OcppVersion version) {
        if (tolerated) return FrameTap.TOLERATED;
        return flaw == null ? FrameTap.OK : flaw.code().wireName(version);
    }
}
