package io.wattline.portal.sites;

import io.wattline.portal.csms.Listing;
import io.wattline.portal.csms.Site;
import io.wattline.portal.csms.Station;
import io.wattline.portal.csms.User;
import io.wattline.portal.web.Choice;
import io.wattline.portal.web.Links;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** The sites of the account, a page of them. */
record SitesView(List<Row> rows, @Nullable String nextHref, boolean mayManage) {
    SitesView {
        rows = List.copyOf(rows);
    }

    record Row(String name, String address, String href, String timeZone, int stations) {}

    /** One site with all that can be set of it. */
    record One(Site site, String href, List<Choice> stations, List<Choice> users, boolean mayManage) {
        static One of(Site site, List<Station> stations, List<User> users, boolean mayManage) {
            return new One(site, Links.site(site.id()), Choice.of(stations, Station::id, Station::title, site.stationIds()),
                    Choice.of(users, User::id, user -> user.name() == null ? user.email() : user.name(), site.userIds()), mayManage);
        }
    }

    static SitesView of(Listing<Site> sites, boolean mayManage) {
        String next = sites.next() == null ? null : "/sites?cursor=" + UriUtils.encode(sites.next(), StandardCharsets.UTF_8);
        return new SitesView(sites.items().stream().map(site -> new Row(site.name(), site.address() == null ? "" : site.address(),
                Links.site(site.id()), site.timeZone(), site.stationIds().size())).toList(), next, mayManage);
    }
}
