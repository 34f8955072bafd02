package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A station on a bare socket: it sends exactly the bytes a test wants and answers nothing by itself. Every read waits 10 s at most. */
public final class RawStation implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    /** Marks the first frame of a compressed message. */
    static final int COMPRESSED = 0x40;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final List<Frame> pings = new ArrayList<>();
    public final int status;
    public final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int opcode, boolean isCompressed, byte[] payload) {
        String text() { return new String(payload, StandardCharsets.UTF_8); }

        int closeCode() { return ((payload[0] & 0xff) << 8) | (payload[1] & 0xff); }

        String closeReason() { return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8); }
    }

    private RawStation(Socket socket, String requestHead) {
        this.socket = socket;
        try {
            socket.setSoTimeout(10_000);
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            out.write((requestHead + "\r\n").getBytes(StandardCharsets.UTF_8));
            status = Integer.parseInt(line().split(" ")[1]);
            for (String header = line(); !header.isEmpty(); header = line()) {
                var parts = header.split(":", 2);
                headers.put(parts[0], parts[1].strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A WebSocket handshake with further header lines. */
    public static RawStation connect(int port, String path, String... headerLines) {
        return request(port, "GET " + path, handshake(headerLines));
    }

    /** The same over a connection that is there already. */
    public static RawStation connect(Socket socket, String path, String... headerLines) {
        return request(socket, "GET " + path, handshake(headerLines));
    }

    private static List<String> handshake(String... headerLines) {
        var upgrade = List.of("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        return Stream.concat(upgrade.stream(), Stream.of(headerLines)).toList();
    }

    /** A station of this version that was let in. */
    public static RawStation connected(int port, String path, String subprotocol) {
        var station = connect(port, path, "Sec-WebSocket-Protocol: " + subprotocol);
        assertThat(station.status).isEqualTo(101);
        return station;
    }

    /** The head of a request as a test writes it, without what makes it a handshake. */
    static RawStation requests(int port, String path, String... headerLines) {
        return request(port, "GET " + path, List.of(headerLines));
    }

    static RawStation requests(Socket socket, String path, String... headerLines) {
        return request(socket, "GET " + path, List.of(headerLines));
    }

    public static RawStation plain(int port, String methodAndPath) { return request(port, methodAndPath, List.of()); }

    private static RawStation request(int port, String methodAndPath, List<String> headerLines) {
        try {
            return request(new Socket("localhost", port), methodAndPath, headerLines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawStation request(Socket socket, String methodAndPath, List<String> headerLines) {
        var lines = new StringBuilder(methodAndPath).append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (String line : headerLines) lines.append(line).append("\r\n");
        return new RawStation(socket, lines.toString());
    }

    /** Of a station that connected with TLS. */
    SSLSession tlsSession() { return ((SSLSocket) socket).getSession(); }

    public String body() {
        try {
            return new String(in.readNBytes(Integer.parseInt(headers.get("Content-Length"))), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawStation sends(String frame) { return sends(TEXT, true, frame.replace('\'', '"').getBytes(StandardCharsets.UTF_8)); }

    RawStation sends(int opcode, boolean last, byte[] payload) {
        try {
            var frame = new ByteArrayOutputStream();
            frame.write(opcode | (last ? 0x80 : 0));
            if (payload.length < 126) frame.write(0x80 | payload.length);
            else if (payload.length < 65536)
                frame.writeBytes(new byte[]{(byte) (0x80 | 126), (byte) (payload.length >> 8), (byte) payload.length});
            else
                frame.writeBytes(new byte[]{(byte) (0x80 | 127), 0, 0, 0, 0, (byte) (payload.length >> 24), (byte) (payload.length >> 16),
                        (byte) (payload.length >> 8), (byte) payload.length});
            frame.writeBytes(new byte[4]); // a mask of zeros
            frame.writeBytes(payload);
            out.write(frame.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The next frame that is no ping. */
    Frame receives() {
        for (Frame frame = next();; frame = next()) {
            if (frame.opcode != PING) return frame;
            pings.add(frame);
        }
    }

    /** Sends a CALL and waits for the frame that answers it, whatever it is asked meanwhile. */
    public String calls(String id, String action, String payload) {
        sends("[2,'" + id + "','" + action + "'," + payload + "]");
        while (true) {
            String text = hears();
            if (text.startsWith("[3,\"" + id + "\",") || text.startsWith("[4,\"" + id + "\",")) return text;
        }
    }

    /** The next text it receives. */
    public String hears() { return receives().text(); }

    public RawStation answers(String frame) {
        assertThat(receives().text()).isEqualTo(frame.replace('\'', '"'));
        return this;
    }

    /** Waits for a ping and answers it. */
    RawStation answersPing() { return sends(PONG, true, ping().payload); }

    /** Waits for a ping and does nothing. */
    RawStation ignoresPing() {
        ping();
        return this;
    }

    /** How many came between what it received so far. */
    int pings() { return pings.size(); }

    private Frame ping() {
        Frame ping = pings.isEmpty() ? next() : pings.removeFirst();
        assertThat(ping.opcode).isEqualTo(PING);
        return ping;
    }

    public RawStation isClosed(int code, String reason) {
        Frame frame = receives();
        assertThat(frame.opcode).isEqualTo(CLOSE);
        assertThat(frame.closeCode()).isEqualTo(code);
        assertThat(frame.closeReason()).contains(reason);
        return this;
    }

    private Frame next() {
        try {
            int head = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (length == 126) length = in.readUnsignedShort();
            return new Frame(head & 0x0f, (head & COMPRESSED) != 0, in.readNBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) if (c != '\r') line.append((char) c);
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
