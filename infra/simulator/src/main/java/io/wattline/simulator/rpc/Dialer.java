package io.wattline.simulator.rpc;

import reactor.core.Disposable;

/** Opens one connection to the central system; events may come from any thread and end with exactly one {@code closed}. */
@FunctionalInterface
public interface Dialer {
    /** Disposing gives the connection up at once, also while it is still being opened. */
    Disposable dial(Events events);

    interface Events {
        void opened(Socket socket);

        void received(String text);

        void closed(String why);
    }

    interface Socket {
        void send(String text);

        void close();
    }
}
