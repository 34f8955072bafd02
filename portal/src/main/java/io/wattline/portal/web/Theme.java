package io.wattline.portal.web;

import io.wattline.portal.csms.Me;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.web.server.ServerWebExchange;

/** Light, dark, or as the user's device says; a cookie remembers the choice, else the user's setting in csms counts. */
enum Theme {
    LIGHT("light", "Light", "sun"), DARK("dark", "Dark", "moon"), AUTO("auto", "Auto", "device");

    static final String COOKIE = "wattline-theme";
    private final String wireName;
    private final String label;
    private final String icon;

    Theme(String wireName, String label, String icon) {
        this.wireName = wireName;
        this.label = label;
        this.icon = icon;
    }

    String wireName() { return wireName; }

    String label() { return label; }

    String icon() { return icon; }

    /** The setting in csms: none for a theme that follows the device. */
    @Nullable
    Boolean darkMode() { return this == AUTO ? null : Boolean.valueOf(this == DARK); }

    static Theme of(ServerWebExchange exchange, @Nullable Me me) {
        HttpCookie chosen = exchange.getRequest().getCookies().getFirst(COOKIE);
        if (chosen != null) return ofWireName(chosen.getValue());
        if (me == null || me.darkMode() == null) return AUTO;
        return me.darkMode() ? DARK : LIGHT;
    }

    static Theme ofWireName(@Nullable String wireName) {
        for (Theme theme : values()) if (theme.wireName.equals(wireName)) return theme;
        return AUTO;
    }
}
