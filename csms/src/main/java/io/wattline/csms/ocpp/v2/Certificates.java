package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
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
import io.wattline.model.station.CertificateHash;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Certificates as 2.x says them. Source: OCPP 2.0.1 part 2 A02, M03 to M05. */
final class Certificates {
    private Certificates() {}

    static Encoding encode(CertificateCommand command) {
        return switch (command) {
            case CertificateSigned c -> new Request("CertificateSigned", signed(c));
            case InstallCertificate c -> new Request("InstallCertificate",
                    payload().put("certificateType", c.type()).put("certificate", c.certificate()));
            case DeleteCertificate c ->
                new Request("DeleteCertificate", payload().set("certificateHashData", CertificateHashes.write(c.hash())));
            case GetInstalledCertificateIds c -> new Request("GetInstalledCertificateIds", types(c.types()));
        };
    }

    static List<StationEvent> listed(StationId station, JsonNode request, JsonNode answer, Instant now) {
        var types = new ArrayList<String>();
        request.path("certificateType").forEach(type -> types.add(type.asString()));
        var installed = new ArrayList<Installed>();
        answer.path("certificateHashDataChain").forEach(chain -> installed.add(installed(chain)));
        return List.of(new CertificatesListed(station, now, types, installed));
    }

    private static Installed installed(JsonNode chain) {
        var children = new ArrayList<CertificateHash>();
        chain.path("childCertificateHashData").forEach(child -> children.add(CertificateHashes.read(child)));
        return new Installed(chain.path("certificateType").asString(""), CertificateHashes.read(chain.path("certificateHashData")),
                children);
    }

    private static ObjectNode signed(CertificateSigned command) {
        ObjectNode payload = payload().put("certificateChain", command.chain());
        if (command.type() != null) payload.put("certificateType", command.type());
        if (command.requestId() != null) payload.put("requestId", command.requestId());
        return payload;
    }

    private static ObjectNode types(List<String> types) {
        ObjectNode payload = payload();
        if (!types.isEmpty()) {
            var array = payload.putArray("certificateType");
            types.forEach(array::add);
        }
        return payload;
    }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
