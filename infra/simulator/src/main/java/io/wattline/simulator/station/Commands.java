package io.wattline.simulator.station;

import io.wattline.simulator.rpc.CallRefused;
import tools.jackson.databind.JsonNode;

/** What a station answers when it is asked; each OCPP family asks in its own messages. */
sealed interface Commands permits Commands16, Commands2 {
    JsonNode answer(String action, JsonNode payload) throws CallRefused;
}
