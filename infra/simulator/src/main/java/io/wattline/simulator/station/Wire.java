package io.wattline.simulator.station;

import tools.jackson.databind.JsonNode;

/** Reads members of a request; what is absent is 0 or the empty text, as 0 stands for the station itself and no id is empty. */
final class Wire {
    private Wire() {}

    static String text(JsonNode object, String name) { return object.path(name).asString(""); }

    static int number(JsonNode object, String name) { return object.path(name).asInt(0); }
}
