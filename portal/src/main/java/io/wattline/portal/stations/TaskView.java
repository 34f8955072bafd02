package io.wattline.portal.stations;

import io.wattline.portal.csms.Task;
import io.wattline.portal.web.Links;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A command with the stages it has been through; while {@code terminal} is false the page asks again at {@code href}. */
record TaskView(String id, String command, String href, List<Step> steps, String outcome, String tone, @Nullable String error,
        @Nullable String request,
        @Nullable String response, String createdAt, boolean terminal) {
    private static final List<String> STAGES = List.of("queued", "sent", "answered", "effective");

    TaskView {
        steps = List.copyOf(steps);
    }

    static TaskView of(Task task) {
        return new TaskView(task.id(), CommandName.labelOf(task.command()),
                Links.station(task.stationId()) + "/tasks/" + Links.segment(task.id()), steps(task),
                outcome(task), tone(task), task.error(), pretty(task.request()), pretty(task.response()), task.createdAt().toString(),
                task.finished());
    }

    private static boolean accepted(Task task) { return task.result() == null || task.result().equals("Accepted"); }

    private static List<Step> steps(Task task) {
        boolean failed = task.stage().equals("failed");
        boolean waitsForEffect = task.stage().equals("effective")
                || !task.finished() && accepted(task) && CommandName.hasLaterEffect(task.command());
        int reached = failed ? reachedBeforeFailure(task) : STAGES.indexOf(task.stage());
        var steps = new ArrayList<Step>();
        for (int i = 0; i < (waitsForEffect ? STAGES.size() : STAGES.size() - 1); i++) {
            if (failed && i > reached) break;
            steps.add(new Step(STAGES.get(i), i <= reached ? "done" : i == reached + 1 ? "next" : "later"));
        }
        if (failed) steps.add(new Step("failed", "failed"));
        return steps;
    }

    private static int reachedBeforeFailure(Task task) {
        if (task.response() != null) return 2;
        return task.request() == null ? 0 : 1;
    }

    private static String outcome(Task task) {
        return switch (task.stage()) {
            case "failed" -> task.result() == null ? "Failed" : task.result();
            case "effective" -> "Effective";
            case "answered" -> task.result() == null ? "Answered" : task.result();
            case "sent" -> "Waiting for the station";
            default -> "Queued";
        };
    }

    private static String tone(Task task) {
        return switch (task.stage()) {
            case "failed" -> "bad";
            case "effective" -> "ok";
            case "answered" -> accepted(task) ? "ok" : "bad";
            default -> "charging";
        };
    }

    private static @Nullable String pretty(@Nullable JsonNode payload) {
        return payload == null || payload.isNull() ? null : payload.toPrettyString();
    }

    /** One stage; {@code state} is done, next, later or failed. */
    record Step(String name, String state) {}
}
