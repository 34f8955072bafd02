package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Impossible;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.csms.ocpp.wire.CertificateHashes;
import io.wattline.model.command.CertificateCommand;
import io.wattline.model.command.CertificateCommand.CertificateSigned;
import io.wattline.model.command.CertificateCommand.DeleteCertificate;
import io.wattline.model.command.CertificateCommand.GetInstalledCertificateIds;
import io.wattline.model.command.CertificateCommand.InstallCertificate;
import io.wattline.model.event.CertificateFact.CertificatesListed;
import io.wattline.model.event.CertificateFact.Installed;
import io.wattline.model.event.StationEvent;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Certificates as the security extension of 1.6 says them; it calls ours "central system" and asks for one type at a time. */
final class Certificates {
    private static final String OURS = "CSMSRootCertificate";
    private static final String OURS_IN_16 = "CentralSystemRootCertificate";
    private static final String MANUFACTURER = "ManufacturerRootCertificate";

    private Certificates() {}

    static Encoding encode(CertificateCommand command) {
        return switch (command) {
            case CertificateSigned c -> new Request("CertificateSigned", payload().put("certificateChain", c.chain()));
            case InstallCertificate c when isUnknown(c.type()) -> unknown(c.type());
            case InstallCertificate c -> new Request("InstallCertificate",
                    payload().put("certificateType", word(c.type())).put("certificate", c.certificate()));
            case DeleteCertificate c ->
                new Request("DeleteCertificate", payload().set("certificateHashData", CertificateHashes.write(c.hash())));
            case GetInstalledCertificateIds c when c.types().size() > 1 ->
                new Impossible("OCPP 1.6 tells certificates of one type at a time");
            case GetInstalledCertificateIds c when !c.types().isEmpty() && isUnknown(c.types().getFirst()) -> unknown(c.types().getFirst());
            case GetInstalledCertificateIds c -> new Request("GetInstalledCertificateIds",
                    payload().put("certificateType", c.types().isEmpty() ? OURS_IN_16 : word(c.types().getFirst())));
        };
    }

    static List<StationEvent> listed(StationId station, JsonNode request, JsonNode answer, Instant now) {
        String type = type(request.path("certificateType").asString(OURS_IN_16));
        var installed = new ArrayList<Installed>();
        answer.path("certificateHashData").forEach(hash -> installed.add(new Installed(type, CertificateHashes.read(hash), List.of())));
        return List.of(new CertificatesListed(station, now, List.of(type), installed));
    }

    static List<StationEvent> installed(StationId station, JsonNode request, JsonNode answer, Instant now) {
        return CertificateHashes.installed(station, type(request.path("certificateType").asString(OURS_IN_16)), request, answer, now);
    }

    /** The model's word, which is that of 2.x. */
    private static String type(String word) { return word.equals(OURS_IN_16) ? OURS : word; }

    private static String word(String type) { return type.equals(OURS) ? OURS_IN_16 : type; }

    private static boolean isUnknown(String type) { return !word(type).equals(OURS_IN_16) && !type.equals(MANUFACTURER); }

    private static Impossible unknown(String type) { return new Impossible("OCPP 1.6 has no certificates of the type " + type); }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
