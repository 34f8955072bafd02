package io.wattline.csms.account;

/** How an account stands with the platform; not its own to change. */
public record Standing(boolean suspended, Quotas quotas) {}
