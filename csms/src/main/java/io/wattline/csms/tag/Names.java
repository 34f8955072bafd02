package io.wattline.csms.tag;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people call users and sites of an account, and its stations. Who may not see users calls them by their ids. */
record Names(Map<UUID, String> users, Map<UUID, String> sites, Set<String> stations) {
    String nameOfUser(UUID user) { return users.getOrDefault(user, user.toString()); }

    String nameOfSite(UUID site) { return sites.getOrDefault(site, site.toString()); }

    /** Null for nobody. */
    @Nullable
    UUID user(String name) { return find(users, name); }

    @Nullable
    UUID site(String name) { return find(sites, name); }

    private static @Nullable UUID find(Map<UUID, String> names, String name) {
        return names.entrySet().stream()
                .filter(each -> each.getValue().equalsIgnoreCase(name) || each.getKey().toString().equalsIgnoreCase(name))
                .map(Map.Entry::getKey).findFirst().orElse(null);
    }
}
