package io.wattline.model.account;

/** What a user of an account may see or do; a user without any of these is a driver and sees what is assigned to him. */
public enum Permission {
    READ_OVERVIEW, READ_CHARGING_STATIONS, MANAGE_CHARGING_STATIONS, READ_TAGS, MANAGE_TAGS, READ_SCHEDULES, READ_USERS, MANAGE_USERS, READ_SETTINGS, READ_TRANSACTIONS;

    /** The name on the wire, for example {@code ReadChargingStations}. */
    public String wireName() {
        var name = new StringBuilder();
        for (String word : name().split("_")) name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        return name.toString();
    }

    /** The permission of that wire name; fails with {@link IllegalArgumentException} for a name nobody defined. */
    public static Permission ofWireName(String wireName) {
        for (Permission permission : values()) if (permission.wireName().equals(wireName)) return permission;
        throw new IllegalArgumentException("not a permission: " + wireName);
    }
}
