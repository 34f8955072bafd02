package io.wattline.portal.stations;

import io.wattline.portal.csms.CsmsProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands that have a form of their own; every other message is sent as a raw payload. */
enum CommandName {
    REMOTE_START("remote-start", "Remote start"), REMOTE_STOP("remote-stop", "Remote stop"), RESET("reset", "Reset"), UNLOCK_CONNECTOR(
            "unlock-connector", "Unlock connector"), CHANGE_AVAILABILITY("change-availability",
                    "Change availability"), TRIGGER_MESSAGE("trigger-message", "Trigger message"), GET_CONFIGURATION("get-configuration",
                            "Get configuration"), CHANGE_CONFIGURATION("change-configuration", "Change configuration"), GET_VARIABLES(
                                    "get-variables", "Get variables"), SET_VARIABLES("set-variables", "Set variables"), CLEAR_CACHE(
                                            "clear-cache", "Clear cache"), DATA_TRANSFER("data-transfer", "Data transfer");

    private final String wireName;
    private final String label;

    CommandName(String wireName, String label) {
        this.wireName = wireName;
        this.label = label;
    }

    static CommandName ofWireName(String wireName) {
        return Stream.of(values()).filter(name -> name.wireName.equals(wireName)).findFirst()
                .orElseThrow(() -> CsmsProblem.notFound("There is no command " + wireName + "."));
    }

    /** The command in words; for a raw message its action. */
    static String labelOf(String wireName) {
        return Stream.of(values()).filter(name -> name.wireName.equals(wireName)).map(name -> name.label).findFirst().orElse(wireName);
    }

    String wireName() { return wireName; }

    /** Whether csms watches what the station does after it agreed; for all others the answer is the end. */
    static boolean hasLaterEffect(String wireName) {
        return Stream.of(REMOTE_START, REMOTE_STOP, RESET, CHANGE_AVAILABILITY).anyMatch(name -> name.wireName.equals(wireName));
    }

    Map<String, Object> parameters(CommandForm form) {
        var parameters = form.parameters();
        return switch (this) {
            case REMOTE_START -> parameters.required("idTag", "tag").connector().toMap();
            case REMOTE_STOP -> parameters.required("transactionId", "running session").toMap();
            case RESET -> parameters.required("type", "kind of reset").toMap();
            case UNLOCK_CONNECTOR -> parameters.connector().toMap();
            case CHANGE_AVAILABILITY -> parameters.with("operative", "yes".equals(form.text("operative"))).connector().toMap();
            case TRIGGER_MESSAGE -> parameters.required("requestedMessage", "message").connector().toMap();
            case GET_CONFIGURATION -> parameters.with("keys", keys(form.text("keys"))).toMap();
            case CHANGE_CONFIGURATION -> parameters.required("key", "key").with("value", form.text("value")).toMap();
            case GET_VARIABLES -> Map.of("variables", List.of(variable(form).toMap()));
            case SET_VARIABLES -> Map.of("variables", List.of(variable(form).with("value", form.text("value")).toMap()));
            case CLEAR_CACHE -> parameters.toMap();
            case DATA_TRANSFER -> parameters.required("vendorId", "vendor").optional("messageId").optional("data").toMap();
        };
    }

    /** What to ask before it is sent, or null for a command that disturbs nobody, or so much that csms asks itself. */
    @Nullable
    String question(CommandForm form) {
        return switch (this) {
            case REMOTE_STOP -> "Stop this session? The car stops charging.";
            case RESET -> "hard".equals(form.text("type")) ? null : "Restart the station? It ends running sessions first.";
            case CHANGE_AVAILABILITY ->
                "yes".equals(form.text("operative")) ? null : "Take it out of service? Nobody can charge there until you put it back.";
            case CLEAR_CACHE -> "Clear the station's memory of known tags? While it is offline it will know nobody.";
            case CHANGE_CONFIGURATION, SET_VARIABLES -> "Change this setting? A wrong value can cut the station off.";
            case REMOTE_START, UNLOCK_CONNECTOR, TRIGGER_MESSAGE, GET_CONFIGURATION, GET_VARIABLES, DATA_TRANSFER -> null;
        };
    }

    private static List<String> keys(String text) { return Stream.of(text.split("[,\\s]+")).filter(key -> !key.isEmpty()).toList(); }

    private static CommandForm.Parameters variable(CommandForm form) {
        return form.parameters().required("component", "component").required("variable", "variable").optional("componentInstance")
                .optional("instance");
    }
}
