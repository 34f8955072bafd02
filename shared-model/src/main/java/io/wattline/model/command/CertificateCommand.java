package io.wattline.model.command;

import io.wattline.model.station.CertificateHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a station is asked about its certificates. Types are OCPP's words, certificates PEM. */
public sealed interface CertificateCommand extends StationCommand.OfBlock {
    /** The certificate that the station requested, and those up to its root; {@code requestId}: the number that OCPP 2.1 requests have. */
    record CertificateSigned(String chain, @Nullable String type, @Nullable Integer requestId) implements CertificateCommand {
        @Override
        public String name() { return "certificate-signed"; }
    }

    record InstallCertificate(String type, String certificate) implements CertificateCommand {
        @Override
        public String name() { return "install-certificate"; }
    }

    record DeleteCertificate(CertificateHash hash) implements CertificateCommand {
        @Override
        public String name() { return "delete-certificate"; }
    }

    /** No types: all. */
    record GetInstalledCertificateIds(List<String> types) implements CertificateCommand {
        public GetInstalledCertificateIds { types = List.copyOf(types); }

        @Override
        public String name() { return "get-installed-certificate-ids"; }
    }
}
