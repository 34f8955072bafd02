package io.wattline.csms.account;

import org.jspecify.annotations.Nullable;

/** From where somebody wants in; {@code device} is what his device got when he was here before. */
public record Visitor(String address, @Nullable String userAgent, @Nullable String device) {
    private static final int LONGEST = 300;

    public Visitor {
        if (userAgent != null && userAgent.length() > LONGEST) userAgent = userAgent.substring(0, LONGEST);
    }
}
