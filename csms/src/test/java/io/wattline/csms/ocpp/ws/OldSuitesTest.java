package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.tls.TestAuthority;
import io.wattline.csms.ocpp.tls.TlsClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** X52: suites without forward secrecy, if the operator wants them. Java decides about them once in a process, so this takes one of its own. */
class OldSuitesTest {
    private static final String OLD = "TLS_RSA_WITH_AES_128_GCM_SHA256";

    @TempDir
    private Path folder;

    @Test
    void anOldStationGetsItsSuiteOnceItIsSwitchedOn() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), OldSuitesTest.class.getName(), folder.toString()).redirectErrorStream(true).start();

        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(told).isZero();
        assertThat(told).contains("agreed on " + OLD);
    }

    public static void main(String... args) throws IOException {
        Path chain = Path.of(args[0], "chain.pem");
        Path key = Path.of(args[0], "key.pem");
        var authority = new TestAuthority("Root");
        authority.identity("localhost", "RSA").write(chain, key);
        try (var endpoint = new TestEndpoint("wattline.ocpp.tls.port=0", "wattline.ocpp.tls.rsa-key-exchange=true",
                "wattline.ocpp.tls.certificates[0].chain=" + chain, "wattline.ocpp.tls.certificates[0].key=" + key);
                var socket = new TlsClient(authority, null).connect(endpoint.tlsPort(), "TLSv1.2", null, OLD)) {
            System.out.println("agreed on " + socket.getSession().getCipherSuite());
        }
    }
}
