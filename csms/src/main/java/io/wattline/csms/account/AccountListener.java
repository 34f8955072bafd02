package io.wattline.csms.account;

import io.wattline.model.account.AccountId;
import reactor.core.publisher.Mono;

/** Hears what becomes of accounts, after it is stored; a method that fails is told to who asked for it. */
public interface AccountListener {
    /** Nobody of it may do anything any more until it is resumed. */
    default void suspended(AccountId account) {}

    /** All of it is gone from the database. */
    default Mono<Void> erased(AccountId account) { return Mono.empty(); }
}
