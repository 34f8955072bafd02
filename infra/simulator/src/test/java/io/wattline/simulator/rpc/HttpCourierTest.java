package io.wattline.simulator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCourierTest {
    private final Network network = new Network(1);
    private final List<String> received = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void aFileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        network.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        received.add(
                exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization")
                        + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] content = "0123456789".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/missing") ? 404 : 200, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    @Test
    void fetchesAndLeavesFiles() {
        assertThat(network.courier().fetch(at("", "/fw.bin")).toFuture().join()).isEqualTo(10);
        network.courier().leave(at("me:secret@", "/a.log"), "lines").toFuture().join();

        assertThat(received).containsExactly("GET /fw.bin null ", "PUT /a.log Basic bWU6c2VjcmV0 lines");
    }

    @Test
    void failsWhenItIsRefused() {
        assertThatThrownBy(() -> network.courier().fetch(at("", "/missing")).toFuture().join()).hasMessageContaining("404");
        assertThatThrownBy(() -> network.courier().leave(at("", "/missing"), "x").toFuture().join()).hasMessageContaining("404");
    }

    private URI at(String login, String path) {
        return URI.create("http://" + login + "localhost:" + server.getAddress().getPort() + path);
    }
}
