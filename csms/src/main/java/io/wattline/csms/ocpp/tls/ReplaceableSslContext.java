package io.wattline.csms.ocpp.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/** Whoever connects gets the context of that moment; connections keep the one they began with. */
final class ReplaceableSslContext extends SslContext {
    private final Executor handshakes;
    private volatile SslContext current;

    /** {@code handshakes}: does the arithmetic of handshakes, so that a storm of them leaves the connected stations their threads. */
    ReplaceableSslContext(SslContext first, Executor handshakes) {
        this.handshakes = handshakes;
        current = first;
    }

    void replace(SslContext next) { current = next; }

    @Override
    protected SslHandler newHandler(ByteBufAllocator alloc, boolean startTls) {
        return new SslHandler(newEngine(alloc), startTls, handshakes);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator alloc) { return current.newEngine(alloc); }

    @Override
    public SSLEngine newEngine(ByteBufAllocator alloc, String peerHost, int peerPort) {
        return current.newEngine(alloc, peerHost, peerPort);
    }

    @Override
    public boolean isClient() { return false; }

    @Override
    public List<String> cipherSuites() { return current.cipherSuites(); }

    @Override
    @SuppressWarnings("deprecation") // it is what every context has to give
    public ApplicationProtocolNegotiator applicationProtocolNegotiator() { return current.applicationProtocolNegotiator(); }

    @Override
    public SSLSessionContext sessionContext() { return current.sessionContext(); }
}
