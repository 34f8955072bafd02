package io.wattline.csms.contract;

import io.wattline.csms.outbound.Outbound;
import io.wattline.csms.outbound.OutboundCall;
import io.wattline.csms.outbound.OutboundException;
import io.wattline.csms.trust.TrustForm;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service that keeps contracts of drivers for an account: JSON by POST below its address. */
@Component
class Provider {
    private final Outbound outbound;
    private final JsonMapper json;

    Provider(Outbound outbound, JsonMapper json) {
        this.outbound = outbound;
        this.json = json;
    }

    /** Fails with {@link OutboundException} when it cannot be reached, and with {@link JacksonException} for what is no JSON; empty when it refuses. */
    Mono<JsonNode> ask(TrustForm form, String below, Map<String, @Nullable Object> question) {
        var call = OutboundCall.post(URI.create(form.providerUrl().replaceAll("/+$", "") + below), "application/json",
                json.writeValueAsBytes(question)).with("Accept", "application/json");
        return outbound.send(form.providerAuthorization() == null ? call : call.with("Authorization", form.providerAuthorization()))
                .filter(reply -> reply.isSuccess()).map(reply -> json.readTree(reply.body()));
    }
}
