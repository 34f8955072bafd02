package io.wattline.csms.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between csms and PostgreSQL and passes everything on, except when it is to cut: then the connection that commits next is cut, just
 * before PostgreSQL hears of it or just before csms hears that it is done.
 */
final class CommitCutter implements AutoCloseable {
    enum Cut {
        BEFORE, AFTER
    }

    private static final String COMMIT = "COMMIT\0";

    private final ServerSocket door;
    private final int target;
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger after = new AtomicInteger();

    CommitCutter(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::receive);
    }

    int port() { return door.getLocalPort(); }

    void cutNext(Cut cut) { counter(cut).incrementAndGet(); }

    /** Whether everything was cut that was to be. */
    boolean isDone() { return before.get() == 0 && after.get() == 0; }

    private AtomicInteger counter(Cut cut) {
        return switch (cut) {
            case BEFORE -> before;
            case AFTER -> after;
        };
    }

    private static boolean take(AtomicInteger counter) { return counter.getAndUpdate(n -> Math.max(0, n - 1)) > 0; }

    private void receive() {
        while (!door.isClosed()) {
            try {
                relay(door.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void relay(Socket csms) throws IOException {
        try {
            new Relay(csms, new Socket(InetAddress.getLoopbackAddress(), target)).start();
        } catch (IOException nobodyThere) {
            csms.close();
        }
    }

    private final class Relay {
        private final Socket csms;
        private final Socket postgres;
        private volatile boolean committed;

        Relay(Socket csms, Socket postgres) throws IOException {
            this.csms = csms;
            this.postgres = postgres;
            csms.setTcpNoDelay(true);
            postgres.setTcpNoDelay(true);
        }

        void start() {
            Thread.ofVirtual().start(() -> relay(csms, postgres, this::passOn));
            Thread.ofVirtual().start(() -> relay(postgres, csms, (_, _) -> !committed));
        }

        /** False to cut. */
        private boolean passOn(byte[] bytes, int length) {
            if (!holds(bytes, length)) return true;
            if (take(before)) return false;
            committed = take(after);
            return true;
        }

        private void relay(Socket from, Socket to, Gate gate) {
            try (from; to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] bytes = new byte[65536];
                for (int length = in.read(bytes); length >= 0 && gate.passes(bytes, length); length = in.read(bytes))
                    out.write(bytes, 0, length);
            } catch (IOException ended) {
                committed = false;
            }
        }
    }

    private interface Gate {
        boolean passes(byte[] bytes, int length);
    }

    private static boolean holds(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(COMMIT);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
