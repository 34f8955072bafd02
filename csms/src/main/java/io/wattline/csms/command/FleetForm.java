package io.wattline.csms.command;

import io.wattline.csms.station.StationFilter;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command for many stations in REST: which ones, beside the members of the command itself. One of {@code stationIds} and {@code filter} is null.
 */
record FleetForm(@Nullable List<String> stationIds, @Nullable StationFilter filter, JsonNode members) {
    static final int MOST = 1_000;

    /** Fails with {@code bad_request}. */
    static FleetForm read(Bodies bodies, @Nullable String body) {
        if (!(bodies.tree(body) instanceof ObjectNode members)) throw Problem.badRequest("The body must be a JSON object.");
        JsonNode ids = members.remove("stationIds");
        JsonNode filter = members.remove("filter");
        if ((ids == null) == (filter == null))
            throw Problem.badRequest("Which stations?", new Problem.Field("stationIds", "is needed, or else filter, not both"));
        return filter == null
                ? new FleetForm(ids(ids), null, members)
                : new FleetForm(null, bodies.over(StationFilter.ANY, filter), members);
    }

    private static List<String> ids(JsonNode array) {
        var ids = new LinkedHashSet<String>();
        for (JsonNode id : array) if (id.isString()) ids.add(id.stringValue());
        if (!array.isArray() || ids.isEmpty() || array.size() > MOST)
            throw Problem.badRequest("Which stations?", new Problem.Field("stationIds", "must be 1 to " + MOST + " ids of stations"));
        return new ArrayList<>(ids);
    }
}
