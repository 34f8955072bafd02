package io.wattline.portal.web;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Addresses of the portal's own pages; ids may hold any character OCPP allows. */
public final class Links {
    private Links() {}

    public static String station(String id) { return "/stations/" + segment(id); }

    public static String transaction(String id) { return "/transactions/" + segment(id); }

    public static String tag(String idTag) { return "/tags/" + segment(idTag); }

    public static String site(String id) { return "/sites/" + segment(id); }

    public static String segment(String value) { return UriUtils.encode(value, StandardCharsets.UTF_8); }
}
