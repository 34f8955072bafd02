package io.wattline.simulator.rpc;

import java.net.URI;
import reactor.core.publisher.Mono;

/** Carries files over HTTP; what comes of it may come on any thread, and anything but success is a failure. */
public interface Courier {
    /** How many bytes there were. */
    Mono<Long> fetch(URI from);

    Mono<Void> leave(URI at, String content);
}
