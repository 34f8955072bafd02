package io.wattline.portal.web;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.Me;
import java.util.Optional;
import java.util.stream.Stream;

/** The pages of the menu, in its order, and the permission that opens each. */
public enum Section {
    OVERVIEW("Overview", "/overview", "gauge", Permission.READ_OVERVIEW), STATIONS("Stations", "/stations", "station",
            Permission.READ_CHARGING_STATIONS), SITES("Sites", "/sites", "pin", Permission.READ_CHARGING_STATIONS), TRANSACTIONS(
                    "Transactions", "/transactions", "receipt",
                    Permission.READ_TRANSACTIONS), TAGS("Tags", "/tags", "tag",
                            Permission.READ_TAGS), USERS("Users", "/users", "users", Permission.READ_USERS);

    private final String label;
    private final String path;
    private final String icon;
    private final Permission permission;

    Section(String label, String path, String icon, Permission permission) {
        this.label = label;
        this.path = path;
        this.icon = icon;
        this.permission = permission;
    }

    public String label() { return label; }

    public String path() { return path; }

    public String icon() { return icon; }

    public boolean isOpenTo(Me me) { return me.may(permission); }

    static Optional<Section> firstOpenTo(Me me) { return Stream.of(values()).filter(section -> section.isOpenTo(me)).findFirst(); }
}
