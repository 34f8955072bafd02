package io.wattline.csms.tag;

import io.wattline.csms.tag.TagCsv.Line;
import io.wattline.csms.tag.TagReport.Outcome;
import io.wattline.csms.tag.TagReport.TagLine;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Problem;
import io.wattline.model.charging.IdToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the lines of a table would do to the tags that are there. A column that is missing leaves what is there. */
final class TagLines {
    private final Map<String, TagForm> before;
    private final TagCells cells;
    private final Bodies bodies;
    private final Map<String, TagForm> after = new LinkedHashMap<>();
    private final Map<String, Long> seen = new HashMap<>();

    TagLines(List<TagForm> tags, Names names, Bodies bodies) {
        before = tags.stream().collect(Collectors.toMap(tag -> tag.token().key(), tag -> tag));
        cells = new TagCells(names);
        this.bodies = bodies;
    }

    /** One after the other; parents may come after their children. */
    List<TagLine> judge(List<Line> lines) {
        Map<Line, String> flaws = new HashMap<>();
        for (Line line : lines) {
            try {
                take(line);
            } catch (Problem problem) {
                flaws.put(line, sentence(problem));
            }
        }
        return lines.stream().map(line -> judged(line, flaws.get(line))).toList();
    }

    /** The tags that change, once all is judged. */
    List<TagForm> changes() {
        return after.entrySet().stream().filter(each -> !isSame(before.get(each.getKey()), each.getValue())).map(Map.Entry::getValue)
                .toList();
    }

    private void take(Line line) {
        String key = new IdToken(line.idTag()).key();
        Long earlier = seen.putIfAbsent(key, line.number());
        if (earlier != null) throw Problem.badRequest("The same tag is on line " + earlier + ".");
        TagForm there = before.getOrDefault(key, TagForm.BLANK);
        ObjectNode members = cells.members(line);
        members.put("idTag", there.idTag() == null ? line.idTag() : there.idTag());
        after.put(key, bodies.over(there, members));
    }

    private TagLine judged(Line line, @Nullable String flaw) {
        String key = new IdToken(line.idTag()).key();
        String why = flaw == null ? flawOfParents(key) : flaw;
        if (why != null) return new TagLine(line.number(), line.idTag(), Outcome.REFUSE, why);
        if (!before.containsKey(key)) return new TagLine(line.number(), line.idTag(), Outcome.CREATE, null);
        boolean same = isSame(before.get(key), after.get(key));
        return new TagLine(line.number(), line.idTag(), same ? Outcome.LEAVE : Outcome.CHANGE, null);
    }

    private @Nullable String flawOfParents(String key) {
        var above = new HashSet<String>();
        for (String each = key; above.add(each);) {
            TagForm tag = after.getOrDefault(each, before.get(each));
            if (tag == null) return "There is no such parent.";
            String parent = tag.parentKey();
            if (parent == null) return null;
            if (parent.equals(key)) return "A tag cannot be above itself.";
            each = parent;
        }
        return null;
    }

    private static String sentence(Problem problem) {
        if (!(problem.members().get("fields") instanceof List<?> fields)) return problem.getMessage();
        var sentences = new ArrayList<String>();
        for (Object each : fields) if (each instanceof Problem.Field(var field, var message)) sentences.add(field + " " + message);
        return String.join("; ", sentences) + ".";
    }

    private static boolean isSame(@Nullable TagForm one, TagForm other) { return one != null && one.plain().equals(other.plain()); }
}
