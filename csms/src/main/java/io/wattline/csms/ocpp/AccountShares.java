package io.wattline.csms.ocpp;

import io.wattline.model.account.AccountId;

/** What the stations of an account may send together. */
public interface AccountShares {
    /** In how many milliseconds from {@code now} a message of the account has its turn, 0 for at once; it takes its place in any case. */
    long turn(AccountId account, long now);
}
