package io.wattline.allinone;

import io.rsocket.metadata.WellKnownMimeType;
import java.net.URI;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.messaging.rsocket.RSocketRequester;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.security.rsocket.metadata.BearerTokenAuthenticationEncoder;
import org.springframework.security.rsocket.metadata.BearerTokenMetadata;
import org.springframework.util.MimeTypeUtils;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** A driver's phone on RSocket over WebSocket, as an app would write it. */
final class Phone implements AutoCloseable {
    private final RSocketRequester requester;

    Phone(URI rsocket, String accessToken) {
        var strategies = RSocketStrategies.builder()
                .encoders(encoders -> {
                    encoders.add(new JacksonJsonEncoder());
                    encoders.add(new BearerTokenAuthenticationEncoder());
                })
                .decoders(decoders -> decoders.add(new JacksonJsonDecoder())).build();
        requester = RSocketRequester.builder().rsocketStrategies(strategies).dataMimeType(MediaType.APPLICATION_JSON)
                .setupMetadata(new BearerTokenMetadata(accessToken),
                        MimeTypeUtils.parseMimeType(WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION.getString()))
                .websocket(rsocket);
    }

    Flux<JsonNode> live(Map<String, Object> request) {
        return requester.route("connectors.live").data(request).retrieveFlux(JsonNode.class);
    }

    /** The tunnel: the connection is gone without a good-bye. */
    @Override
    public void close() { requester.dispose(); }
}
