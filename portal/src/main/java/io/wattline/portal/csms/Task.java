package io.wattline.portal.csms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A command on its way: {@code stage} is queued, sent, answered, effective or failed; request and response are OCPP payloads;
 * once {@code finished}, nothing of it changes any more. */
public record Task(String id, String stationId, String command, String stage, @Nullable String result, @Nullable JsonNode request,
        @Nullable JsonNode response, @Nullable String error, boolean finished, Instant createdAt, Instant updatedAt) {}
