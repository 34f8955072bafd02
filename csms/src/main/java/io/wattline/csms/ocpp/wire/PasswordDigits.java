package io.wattline.csms.ocpp.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Passwords for stations that take them as hexadecimal digits. Source: OCPP 1.6 security whitepaper §4.1, AuthorizationKey. */
final class PasswordDigits {
    private static final Pattern DIGITS = Pattern.compile("([0-9A-Fa-f]{2}){8,20}");

    private PasswordDigits() {}

    /** In place, in a CALL that sets one. */
    static void write(String action, JsonNode payload) {
        switch (action) {
            case "ChangeConfiguration" -> {
                if (payload.path("key").asString("").equalsIgnoreCase("AuthorizationKey")) write(payload, "value");
            }
            case "SetVariables" -> payload.path("setVariableData").forEach(data -> {
                if (data.path("variable").path("name").asString("").equalsIgnoreCase("BasicAuthPassword")) write(data, "attributeValue");
            });
            default -> {}
        }
    }

    private static void write(JsonNode node, String member) {
        String password = node.path(member).asString("");
        if (node instanceof ObjectNode object && !password.isEmpty() && !DIGITS.matcher(password).matches())
            object.put(member, HexFormat.of().formatHex(password.getBytes(StandardCharsets.UTF_8)));
    }
}
