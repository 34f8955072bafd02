package io.wattline.csms.account;

import io.wattline.csms.web.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Tells who presents a token of another provider; fails with {@code unauthorized} when none of those that are trusted made it. */
public interface OutsideSignIn {
    Mono<Caller> signIn(String token, @Nullable String address);
}
