package io.wattline.mobile.web;

import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.plugins.SocketAcceptorInterceptor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The RSocket connections of this node. They stay open between requests, so a graceful stop of the server would wait for them in
 * vain: on a stop they are closed before it, once their streams have been told.
 */
@Component
class OpenPhones implements SocketAcceptorInterceptor, SmartLifecycle {
    private static final Duration LAST_WORDS = Duration.ofMillis(300);

    private final Set<RSocket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    @Override
    public SocketAcceptor apply(SocketAcceptor acceptor) {
        return (setup, phone) -> {
            open.add(phone);
            phone.onClose().onErrorComplete().doFinally(_ -> open.remove(phone)).subscribe();
            return acceptor.accept(setup, phone);
        };
    }

    @Override
    public void start() { running = true; }

    @Override
    public void stop() {
        running = false;
        open.forEach(RSocket::dispose);
    }

    @Override
    public void stop(Runnable stopped) {
        Mono.delay(open.isEmpty() ? Duration.ZERO : LAST_WORDS).doFinally(_ -> {
            stop();
            stopped.run();
        }).subscribe();
    }

    @Override
    public boolean isRunning() { return running; }

    /** After the live streams, before the servers. */
    @Override
    public int getPhase() { return DEFAULT_PHASE - 512; }
}
