package io.wattline.portal.users;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.Listing;
import io.wattline.portal.csms.Me;
import io.wattline.portal.csms.PeopleClient.Link;
import io.wattline.portal.csms.User;
import io.wattline.portal.web.Figures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Who may sign in to the account, a page of them. */
record UsersView(List<Row> rows, @Nullable String nextHref, boolean mayManage, List<String> grantable, @Nullable Link link) {
    UsersView {
        rows = List.copyOf(rows);
        grantable = List.copyOf(grantable);
    }

    /** Nobody grants more than he has; a link is shown to who asked for it. */
    static UsersView of(Listing<User> users, Me me, @Nullable Link link) {
        String next = users.next() == null ? null : "/users?cursor=" + UriUtils.encode(users.next(), StandardCharsets.UTF_8);
        return new UsersView(users.items().stream().map(Row::of).toList(), next, me.may(Permission.MANAGE_USERS), me.permissions(), link);
    }

    record Row(String name, String email, String role, String charges, String state, String tone, @Nullable String lastLogin,
            String linkHref) {
        static Row of(User user) {
            return new Row(user.name() == null ? user.email() : user.name(), user.email(), role(user), charges(user),
                    state(user), user.enabled() ? "ok" : "bad", Figures.time(user.lastLoginAt()),
                    "/users/" + user.id() + "/password-link");
        }

        private static String state(User user) {
            if (!user.enabled()) return "Disabled";
            if (user.invited()) return "Invited";
            return user.secondFactor() ? "Enabled, second factor" : "Enabled";
        }

        private static String role(User user) {
            int count = user.permissions().size();
            if (count == 0) return "Driver";
            return count == Permission.values().length ? "All permissions" : String.join(", ", user.permissions());
        }

        private static String charges(User user) {
            if (user.stationIds().isEmpty() && user.idTags().isEmpty()) return Figures.UNKNOWN;
            return counted(user.stationIds().size(), "station") + ", " + counted(user.idTags().size(), "tag");
        }

        private static String counted(int count, String thing) { return count == 1 ? "1 " + thing : count + " " + thing + "s"; }
    }
}
