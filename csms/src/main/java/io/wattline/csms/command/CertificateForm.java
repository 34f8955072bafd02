package io.wattline.csms.command;

import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.model.command.CertificateCommand;
import io.wattline.model.station.CertificateHash;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of the commands about certificates. Types are the words of OCPP 2.x for all versions; certificates are PEM. */
interface CertificateForm extends CommandForm {
    /** By the name in the address, without any member. */
    Map<String, CommandForm> BLANK = Map.of("certificate-signed", new CertificateSigned(null, null, null), "install-certificate",
            new InstallCertificate(null, null), "delete-certificate", new DeleteCertificate(null, null, null, null),
            "get-installed-certificate-ids", new GetInstalledCertificateIds(null));

    /** {@code requestId}: of the request that OCPP 2.1 numbers. */
    record CertificateSigned(@NotBlank @Size(max = 10_000) String certificateChain, @Size(min = 1, max = 50) @Nullable String type,
            @Nullable Integer requestId) implements CertificateForm {
        @Override
        public CommandRequest request() { return new Ask(new CertificateCommand.CertificateSigned(certificateChain, type, requestId)); }
    }

    record InstallCertificate(@NotBlank @Size(max = 50) String type, @NotBlank @Size(max = 10_000) String certificate)
            implements
                CertificateForm {
        @Override
        public CommandRequest request() { return new Ask(new CertificateCommand.InstallCertificate(type, certificate)); }
    }

    record DeleteCertificate(
            @NotNull @Pattern(regexp = "SHA256|SHA384|SHA512", message = "must be SHA256, SHA384 or SHA512") String hashAlgorithm,
            @NotBlank @Size(max = 128) String issuerNameHash, @NotBlank @Size(max = 128) String issuerKeyHash,
            @NotBlank @Size(max = 40) String serialNumber) implements CertificateForm {
        @Override
        public CommandRequest request() {
            return new Ask(new CertificateCommand.DeleteCertificate(
                    new CertificateHash(hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber)));
        }
    }

    /** No types: all, of an OCPP 1.6 station those of the central system. */
    record GetInstalledCertificateIds(@Nullable List<@NotBlank @Size(max = 50) String> types) implements CertificateForm {
        @Override
        public CommandRequest request() {
            return new Ask(new CertificateCommand.GetInstalledCertificateIds(types == null ? List.of() : types));
        }
    }
}
