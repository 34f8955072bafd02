package io.wattline.csms.web;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Tells who presents a token; each kind of token that REST takes has one, and the first that knows the kind decides. */
public interface TokenReader {
    /** Whether the token is of this kind, by its looks alone. */
    boolean knows(String token);

    /**
     * Fails with the problem {@code unauthorized} when the token is not, or no longer, good; why is for the log alone.
     *
     * @param address from which the request came, null when it is not known
     */
    Mono<Caller> read(String token, @Nullable String address);
}
