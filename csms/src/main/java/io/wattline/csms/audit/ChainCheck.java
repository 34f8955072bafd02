package io.wattline.csms.audit;

import org.jspecify.annotations.Nullable;

/**
 * Whether nothing was changed, inserted or taken away since it was written.
 *
 * @param brokenAt the first number that is not what it was, or is missing
 * @param hash of the last entry: who keeps it elsewhere can tell later that all up to here is still the same
 */
record ChainCheck(boolean whole, long entries, @Nullable Long brokenAt, @Nullable String hash) {}
