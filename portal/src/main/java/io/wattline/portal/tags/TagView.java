package io.wattline.portal.tags;

import io.wattline.portal.csms.Site;
import io.wattline.portal.csms.Station;
import io.wattline.portal.csms.Tag;
import io.wattline.portal.csms.User;
import io.wattline.portal.web.Choice;
import io.wattline.portal.web.Figures;
import io.wattline.portal.web.Links;
import java.util.List;

/** One tag with all that can be set of it. */
record TagView(Tag tag, String href, String validUntil, List<Choice> types, List<Choice> stations, List<Choice> sites, List<Choice> users,
        boolean restricted, boolean mayManage) {
    private static final List<String> TYPES = List.of("ISO14443", "ISO15693", "eMAID", "KeyCode", "Local", "Central", "MacAddress",
            "NoAuthorization", "DirectPayment", "EVCCID", "VIN");

    static TagView of(Tag tag, List<Station> stations, List<Site> sites, List<User> users, boolean mayManage) {
        List<String> atStations = tag.onlyAt() == null ? List.of() : tag.onlyAt().stationIds();
        List<String> atSites = tag.onlyAt() == null ? List.of() : tag.onlyAt().siteIds();
        return new TagView(tag, Links.tag(tag.idTag()), tag.validUntil() == null ? "for ever" : "until " + Figures.time(tag.validUntil()),
                Choice.of(TYPES, type -> type, type -> type, tag.type() == null ? List.of() : List.of(tag.type())),
                Choice.of(stations, Station::id, Station::title, atStations), Choice.of(sites, Site::id, Site::name, atSites),
                Choice.of(users, User::id, user -> user.name() == null ? user.email() : user.name(), tag.userIds()), tag.onlyAt() != null,
                mayManage);
    }
}
