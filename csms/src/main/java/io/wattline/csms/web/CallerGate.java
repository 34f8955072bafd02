package io.wattline.csms.web;

import reactor.core.publisher.Mono;

/** Whether a caller whose token is good may come in at this moment. */
public interface CallerGate {
    /** Fails with a {@link Problem} when not. */
    Mono<Void> admit(Caller caller);
}
