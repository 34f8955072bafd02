package io.wattline.simulator;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a station does TLS (OCPP security profile 2 and 3); all files are PEM. */
final class TlsOptions {
    @Option(names = "--trust", description = "Authorities that may sign for the central system; default: those of Java")
    private @Nullable Path trust;
    @Option(names = "--certificate", description = "The station's certificate and those up to its authority, for security profile 3")
    private @Nullable Path certificate;
    @Option(names = "--key", description = "The key of that certificate, PKCS #8")
    private @Nullable Path key;

    /** Null when nothing is asked for. */
    @Nullable
    SslContext context() throws SSLException {
        if (trust == null && certificate == null) return null;
        var context = SslContextBuilder.forClient();
        if (trust != null) context.trustManager(trust.toFile());
        if (certificate != null && key != null) context.keyManager(certificate.toFile(), key.toFile());
        return context.build();
    }
}
