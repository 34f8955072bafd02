package io.wattline.csms.tag;

import io.wattline.csms.tag.TagCsv.Line;
import io.wattline.csms.web.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the cells of a table say, as members of a tag. */
final class TagCells {
    private final Names names;

    TagCells(Names names) { this.names = names; }

    /** The members that its cells tell; an empty cell empties. Fails with {@code bad_request} for what cannot be told so. */
    ObjectNode members(Line line) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        line.cells().forEach((column, cell) -> {
            switch (column) {
                case "users" -> members.set("userIds", users(cell));
                case "onlyAt" -> members.set("onlyAt", places(cell));
                case "blocked" -> members.put(column, flag(cell));
                case "maxTransactions", "maxPoolTransactions" -> members.put(column, number(column, cell));
                default -> members.put(column, cell.isBlank() ? null : cell);
            }
        });
        return members;
    }

    private JsonNode users(String cell) {
        var ids = JsonNodeFactory.instance.arrayNode();
        for (String name : entries(cell)) ids.add(known(names.user(name), "users", name).toString());
        return ids;
    }

    private JsonNode places(String cell) {
        if (cell.isBlank()) return JsonNodeFactory.instance.nullNode();
        ObjectNode places = JsonNodeFactory.instance.objectNode();
        var stations = places.putArray("stationIds");
        var sites = places.putArray("siteIds");
        if (cell.strip().equals("nowhere")) return places;
        for (String entry : entries(cell)) {
            if (entry.startsWith("station ")) {
                String station = entry.substring("station ".length());
                stations.add(known(names.stations().contains(station) ? station : null, "onlyAt", station));
            } else if (entry.startsWith("site ")) {
                String site = entry.substring("site ".length());
                sites.add(known(names.site(site), "onlyAt", site).toString());
            } else
                throw refused("onlyAt", "must be lines like \"station CP1\" or \"site Harbour\", or \"nowhere\"");
        }
        return places;
    }

    private static boolean flag(String cell) {
        return switch (cell.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "", "false" -> false;
            default -> throw refused("blocked", "must be true or false");
        };
    }

    private static @Nullable Integer number(String column, String cell) {
        try {
            return cell.isBlank() ? null : Integer.valueOf(cell.strip());
        } catch (NumberFormatException _) {
            throw refused(column, "is not a number");
        }
    }

    private static List<String> entries(String cell) { return cell.lines().map(String::strip).filter(each -> !each.isEmpty()).toList(); }

    private static <T> T known(@Nullable T thing, String column, String name) {
        if (thing == null) throw refused(column, "names " + name + ", which is not there");
        return thing;
    }

    private static Problem refused(String column, String message) {
        return Problem.badRequest("Some cells are not acceptable.", new Problem.Field(column, message));
    }
}
