package io.wattline.model.account;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a user of an account, or an API key, may see or do; a user without any of these is a driver and sees what is assigned to him.
 * {@code OPERATE_STATIONS} is asking something of stations that does no lasting harm, {@code SEND_DESTRUCTIVE_COMMANDS} the rest.
 */
public enum Permission {
    READ_OVERVIEW, READ_CHARGING_STATIONS, MANAGE_CHARGING_STATIONS, READ_TAGS, MANAGE_TAGS, READ_SCHEDULES, READ_USERS, MANAGE_USERS, READ_SETTINGS, READ_TRANSACTIONS, OPERATE_STATIONS, SEND_DESTRUCTIVE_COMMANDS, MANAGE_WEBHOOKS, MANAGE_API_KEYS, READ_AUDIT, MANAGE_SETTINGS;

    /**
     * What a user has to whom these were granted: who manages stations may also operate them and send destructive commands. The finer ones
     * are for people who shall not manage stations. An API key has what it was given and no more.
     */
    public static Set<Permission> ofUser(Collection<Permission> granted) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        all.addAll(granted);
        if (all.contains(MANAGE_CHARGING_STATIONS)) {
            all.add(OPERATE_STATIONS);
            all.add(SEND_DESTRUCTIVE_COMMANDS);
        }
        return all;
    }

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
