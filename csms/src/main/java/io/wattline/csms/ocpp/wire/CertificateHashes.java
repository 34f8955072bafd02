package io.wattline.csms.ocpp.wire;

import io.wattline.model.event.CertificateFact.CertificateDeleted;
import io.wattline.model.event.CertificateFact.CertificateInstalled;
import io.wattline.model.event.CertificateFact.CertificateSigned;
import io.wattline.model.event.StationEvent;
import io.wattline.model.station.CertificateHash;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What OCPP 2.x and the security extension of 1.6 say alike about certificates. Source: CertificateHashDataType. */
public final class CertificateHashes {
    /** The type of the certificate a station proves itself with; the one meant when none is named. */
    public static final String STATION = "ChargingStationCertificate";

    private CertificateHashes() {}

    public static CertificateHash read(JsonNode hash) {
        return new CertificateHash(hash.path("hashAlgorithm").asString(""), hash.path("issuerNameHash").asString(""),
                hash.path("issuerKeyHash").asString(""), hash.path("serialNumber").asString(""));
    }

    public static ObjectNode write(CertificateHash hash) {
        return JsonNodeFactory.instance.objectNode().put("hashAlgorithm", hash.hashAlgorithm()).put("issuerNameHash", hash.issuerNameHash())
                .put("issuerKeyHash", hash.issuerKeyHash()).put("serialNumber", hash.serialNumber());
    }

    /** Of the answer to CertificateSigned. */
    public static List<StationEvent> signed(StationId station, JsonNode request, JsonNode answer, Instant now) {
        @Nullable
        Integer number = request.path("requestId").isInt() ? request.path("requestId").intValue() : null;
        return List.of(
                new CertificateSigned(station, now, request.path("certificateType").asString(STATION), number, isAccepted(answer)));
    }

    /** Of the answer to InstallCertificate; {@code type} in the words of 2.x. */
    public static List<StationEvent> installed(StationId station, String type, JsonNode request, JsonNode answer, Instant now) {
        return isAccepted(answer)
                ? List.of(new CertificateInstalled(station, now, type, request.path("certificate").asString("")))
                : List.of();
    }

    /** Of the answer to DeleteCertificate: what was not found is not there either. */
    public static List<StationEvent> deleted(StationId station, JsonNode request, JsonNode answer, Instant now) {
        boolean gone = isAccepted(answer) || answer.path("status").asString("").equals("NotFound");
        return gone ? List.of(new CertificateDeleted(station, now, read(request.path("certificateHashData")))) : List.of();
    }

    private static boolean isAccepted(JsonNode answer) { return answer.path("status").asString("").equals("Accepted"); }
}
