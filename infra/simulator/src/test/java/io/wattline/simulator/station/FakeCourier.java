package io.wattline.simulator.station;

import io.wattline.simulator.rpc.Courier;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Files that are there, and those that were left; what is not there cannot be fetched, and nothing can be left at "closed". */
final class FakeCourier implements Courier {
    final Map<URI, Long> there = new LinkedHashMap<>();
    final Map<URI, String> left = new LinkedHashMap<>();

    @Override
    public Mono<Long> fetch(URI from) {
        return there.containsKey(from) ? Mono.just(there.get(from)) : Mono.error(new IOException("answered 404"));
    }

    @Override
    public Mono<Void> leave(URI at, String content) {
        if (at.getHost().equals("closed")) return Mono.error(new IOException("answered 409"));
        left.put(at, content);
        return Mono.empty();
    }
}
