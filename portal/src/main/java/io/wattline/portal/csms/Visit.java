package io.wattline.portal.csms;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** From where the user comes, so that csms sees him and not the portal; travels in the Reactor context under its class. */
public record Visit(@Nullable String address, @Nullable String userAgent) {
    void tell(HttpHeaders headers) {
        if (address != null) headers.set("X-Forwarded-For", address);
        if (userAgent != null) headers.set(HttpHeaders.USER_AGENT, userAgent);
    }
}
