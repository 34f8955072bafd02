package io.wattline.csms.outbound;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Hands out public addresses only, unless the host is allowed by name. What it hands out is what is connected to: there is no second look-up
 * that could be told something else. Addresses written as such pass here, too.
 */
final class GuardedResolver extends AddressResolverGroup<InetSocketAddress> {
    private final Names names;
    private final OutboundProperties settings;

    GuardedResolver(Names names, OutboundProperties settings) {
        this.names = names;
        this.settings = settings;
    }

    /** Fails with {@link OutboundException} when none is left. */
    private Mono<List<InetSocketAddress>> reachable(InetSocketAddress wanted) {
        String host = wanted.getHostString();
        Mono<List<InetAddress>> found = wanted.isUnresolved() ? names.addressesOf(host) : Mono.just(List.of(wanted.getAddress()));
        return found.onErrorMap(_ -> new OutboundException("Nobody knows the host " + host + "."))
                .map(addresses -> addresses.stream().filter(address -> settings.allows(host) || PublicAddresses.include(address))
                        .map(address -> new InetSocketAddress(address, wanted.getPort())).toList())
                .filter(addresses -> !addresses.isEmpty())
                .switchIfEmpty(Mono.error(() -> new OutboundException(
                        host + " is not at a public address; an administrator may allow it by name (wattline.outbound.allowed).")));
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {
            @Override
            protected boolean doIsResolved(InetSocketAddress address) { return false; }

            @Override
            protected void doResolve(InetSocketAddress wanted, Promise<InetSocketAddress> promise) {
                reachable(wanted).subscribe(addresses -> promise.trySuccess(addresses.getFirst()), promise::tryFailure);
            }

            @Override
            protected void doResolveAll(InetSocketAddress wanted, Promise<List<InetSocketAddress>> promise) {
                reachable(wanted).subscribe(promise::trySuccess, promise::tryFailure);
            }
        };
    }
}
