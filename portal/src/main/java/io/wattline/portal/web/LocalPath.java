package io.wattline.portal.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A path of the portal itself, taken from an address that came from outside. */
public final class LocalPath {
    private LocalPath() {}

    /** Path and query of the address, so that a redirect cannot lead away; the start page for what is not an address. */
    public static String of(@Nullable String address) {
        if (address == null) return "/";
        try {
            var uri = URI.create(address);
            String path = uri.getRawPath();
            if (path == null || !path.startsWith("/") || path.startsWith("//")) return "/";
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException notAnAddress) {
            return "/";
        }
    }
}
