package io.wattline.portal.web;

import io.wattline.portal.csms.Me;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands around every page; without a user (login, failures before it) there is no menu. */
public record Layout(String theme, String csrf, Assets assets, @Nullable String zone, @Nullable String userName,
        @Nullable String accountName,
        List<Entry> menu, List<Entry> themes) {
    public Layout {
        menu = List.copyOf(menu);
        themes = List.copyOf(themes);
    }

    static Layout of(Theme theme, String csrf, Assets assets, @Nullable Me me, @Nullable Section current) {
        var themes = Stream.of(Theme.values()).map(choice -> new Entry(choice.label(), choice.wireName(), choice.icon(), choice == theme))
                .toList();
        if (me == null) return new Layout(theme.wireName(), csrf, assets, null, null, null, List.of(), themes);
        var menu = Stream.of(Section.values()).filter(section -> section.isOpenTo(me))
                .map(section -> new Entry(section.label(), section.path(), section.icon(), section == current)).toList();
        return new Layout(theme.wireName(), csrf, assets, me.timeZone(), me.name(), me.accountName(), menu, themes);
    }

    /** What htmx sends with every request so that a POST is known to be ours. */
    public String headers() {
        return "{\"X-XSRF-TOKEN\":\"" + csrf + "\"}";
    }

    /** A choice of the menu or of the themes; {@code current} is where the user is. */
    public record Entry(String label, String target, String icon, boolean current) {}
}
