package io.wattline.csms.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Calls that leave, against a real server on the loopback address. */
class OutboundTest {
    private final List<String> served = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void aServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            served.add(exchange.getRequestMethod() + " " + path + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            if (path.startsWith("/to-")) exchange.getResponseHeaders().set("Location", target(path));
            byte[] body = path.equals("/long") ? new byte[2048] : "here".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.equals("/to-again-with-body") ? 307 : path.startsWith("/to-") ? 302 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() { server.stop(0); }

    private String target(String path) {
        return switch (path) {
            case "/to-loopback" -> "http://127.0.0.1:" + port() + "/secret";
            case "/to-itself" -> "/to-itself";
            case "/to-file" -> "file:///etc/passwd";
            case "/to-other" -> "http://other.test:" + port() + "/there";
            default -> "/there";
        };
    }

    @Test
    void aHostAllowedByNameIsReached() {
        StepVerifier
                .create(guard("localhost")
                        .send(OutboundCall.post(at("localhost", "/x"), "text/plain", "hello".getBytes(StandardCharsets.UTF_8))))
                .assertNext(reply -> assertThat(reply.text()).isEqualTo("here")).verifyComplete();
        assertThat(served).containsExactly("POST /x hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "2130706433", "127.1", "0.0.0.0", "[::ffff:127.0.0.1]"})
    void theOwnHostIsRefusedHoweverItIsWritten(String host) {
        refused(guard("another.test").send(OutboundCall.get(at(host, "/"))), "not at a public address|Nobody knows|names a host");
        assertThat(served).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "0.1.2.3",
            "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::", "::1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::", "::ffff:10.0.0.1"})
    void addressesOfTheOwnNetworkAreNotPublic(String address) throws UnknownHostException {
        assertThat(PublicAddresses.include(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1"})
    void thoseOfTheInternetAre(String address) throws UnknownHostException {
        assertThat(PublicAddresses.include(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void anAllowedNameDoesNotAllowTheAddressBehindIt() {
        refused(guard("localhost").send(OutboundCall.get(at("localhost", "/to-loopback")).following(3)), "not at a public address");
        assertThat(served).containsExactly("GET /to-loopback ");
    }

    @Test
    void redirectsAreFollowedOnlyWhenAsked() {
        StepVerifier.create(guard("localhost").send(OutboundCall.get(at("localhost", "/to-there"))))
                .assertNext(reply -> assertThat(reply.status()).isEqualTo(302)).verifyComplete();
        StepVerifier.create(guard("localhost").send(OutboundCall.get(at("localhost", "/to-there")).following(1)))
                .assertNext(reply -> assertThat(reply.status()).isEqualTo(200)).verifyComplete();
        StepVerifier.create(guard("localhost").send(OutboundCall.get(at("localhost", "/to-itself")).following(3)))
                .assertNext(reply -> assertThat(reply.status()).isEqualTo(302)).verifyComplete();
        assertThat(served).hasSize(3 + 4);
    }

    @Test
    void aRedirectKeepsTheBodyOnlyWhereItMust() {
        var call = OutboundCall.post(at("localhost", "/to-again-with-body"), "text/plain", "hello".getBytes(StandardCharsets.UTF_8));

        StepVerifier.create(guard("localhost").send(call.following(1))).expectNextCount(1).verifyComplete();
        StepVerifier.create(guard("localhost")
                .send(OutboundCall.post(at("localhost", "/to-there"), "text/plain", "hello".getBytes(StandardCharsets.UTF_8))
                        .following(1)))
                .expectNextCount(1).verifyComplete();

        assertThat(served).containsExactly("POST /to-again-with-body hello", "POST /there hello", "POST /to-there hello", "GET /there ");
    }

    @Test
    void credentialsStayWithTheHostTheyAreFor() {
        StepVerifier.create(guard("localhost", "other.test")
                .send(OutboundCall.get(at("localhost", "/to-other")).with("Authorization", "Bearer x").following(1))).expectNextCount(1)
                .verifyComplete();

        assertThat(authorizations).containsExactly("Bearer x", "null");
    }

    @Test
    void aNameThatChangesItsAddressIsCheckedWhereItIsConnectedTo() throws UnknownHostException {
        var answers = new ArrayList<>(List.of("192.52.193.1", "127.0.0.1", "127.0.0.1"));
        var asked = new ArrayList<String>();
        var outbound = new Outbound(settings(Set.of()), host -> {
            asked.add(host);
            return Mono.fromCallable(() -> List.of(InetAddress.getByName(answers.removeFirst())));
        });

        refused(outbound.send(OutboundCall.get(at("rebinding.test", "/"))), "cannot be reached|did not answer");
        refused(outbound.send(OutboundCall.get(at("rebinding.test", "/"))), "not at a public address");

        assertThat(asked).as("one look-up a connection, so that what was checked is what is called").hasSize(2);
        assertThat(served).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://localhost/x", "gopher://localhost/", "http:///x", "//localhost/x"})
    void onlyWebAddressesAreCalled(String url) { refused(guard("localhost").send(OutboundCall.get(URI.create(url))), "begins with https"); }

    @Test
    void aRedirectToAFileIsRefused() {
        refused(guard("localhost").send(OutboundCall.get(at("localhost", "/to-file")).following(1)), "begins with https");
    }

    @Test
    void anAddressWithAPasswordIsRefused() {
        refused(guard("localhost").send(OutboundCall.get(URI.create("http://user:pass@localhost/"))), "no password");
    }

    @Test
    void anAnswerHasALargestSize() {
        refused(guard("localhost").send(OutboundCall.get(at("localhost", "/long"))), "longer than 1024 bytes");
    }

    private static Outbound guard(String... allowed) {
        return new Outbound(settings(Set.of(allowed)), host -> host.endsWith(".test")
                ? Mono.just(List.of(InetAddress.getLoopbackAddress()))
                : Names.ofTheSystem(host));
    }

    private static OutboundProperties settings(Set<String> allowed) {
        return new OutboundProperties(allowed, Duration.ofMillis(300), Duration.ofSeconds(5), DataSize.ofBytes(1024));
    }

    private int port() { return server.getAddress().getPort(); }

    private URI at(String host, String path) { return URI.create("http://" + host + ":" + port() + path); }

    private static void refused(Mono<OutboundReply> sent, String why) {
        StepVerifier.create(sent).verifyErrorSatisfies(
                failure -> assertThat(failure).isInstanceOf(OutboundException.class).message().containsPattern(why));
    }
}
