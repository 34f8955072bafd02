package io.wattline.csms.outbound;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * The one door for calls to addresses that somebody entered: webhooks, callbacks, signing, status of certificates. Addresses of the own
 * network are refused unless their host is allowed by name, again after every redirect; time and size of answers have limits.
 */
@Component
public class Outbound {
    private final OutboundProperties settings;
    private final HttpClient client;

    @Autowired
    Outbound(OutboundProperties settings) { this(settings, Names::ofTheSystem); }

    Outbound(OutboundProperties settings, Names names) {
        this.settings = settings;
        client = HttpClient.create(ConnectionProvider.builder("outbound").maxConnections(50).maxIdleTime(settings.timeout()).build())
                .resolver(new GuardedResolver(names, settings)).followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(settings.connectTimeout().toMillis()));
    }

    /** Fails with {@link OutboundException} when the call may not be made or nothing usable comes back; any status is an answer. */
    public Mono<OutboundReply> send(OutboundCall call) {
        return follow(call).timeout(settings.timeout()).onErrorMap(failure -> asTold(call.url(), failure));
    }

    private Mono<OutboundReply> follow(OutboundCall call) {
        return once(call).flatMap(reply -> {
            if (!reply.isRedirect() || call.redirects() == 0) return Mono.just(reply);
            return follow(call.redirected(reply.status(), target(call.url(), reply.location().orElseThrow())));
        });
    }

    private static URI target(URI from, String location) {
        try {
            URI target = from.resolve(location);
            if (from.getScheme().equalsIgnoreCase("https") && !"https".equalsIgnoreCase(target.getScheme()))
                throw new OutboundException(from.getHost() + " redirects to an address without TLS.");
            return target;
        } catch (IllegalArgumentException _) {
            throw new OutboundException(from.getHost() + " redirects to what is no address.");
        }
    }

    private Mono<OutboundReply> once(OutboundCall call) {
        URI url = call.url();
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || url.getHost() == null)
            return Mono.error(new OutboundException("An address to call begins with https:// or http:// and names a host."));
        if (url.getRawUserInfo() != null)
            return Mono.error(new OutboundException("An address to call has no user and no password in it."));
        return client.headers(headers -> call.headers().forEach(headers::set)).request(HttpMethod.valueOf(call.method().name())).uri(url)
                .send(ByteBufFlux.fromInbound(Mono.just(call.body()).filter(body -> body.length > 0)))
                .responseConnection((response, connection) -> read(response, connection.inbound().receive())).next();
    }

    private Mono<OutboundReply> read(HttpClientResponse response, ByteBufFlux content) {
        long most = settings.largestResponse().toBytes();
        return content.asByteArray().collect(ByteArrayOutputStream::new, (all, part) -> {
            if (all.size() + part.length > most) throw new OutboundException("The answer is longer than " + most + " bytes.");
            all.writeBytes(part);
        }).map(all -> new OutboundReply(response.status().code(), Optional.ofNullable(response.responseHeaders().get("Location")),
                response.responseHeaders().get("Content-Type"), all.toByteArray()));
    }

    private static OutboundException asTold(URI url, Throwable failure) {
        return switch (failure) {
            case OutboundException told -> told;
            case TimeoutException _ -> new OutboundException(url.getHost() + " did not answer in time.");
            default -> failure.getCause() instanceof OutboundException told
                    ? told
                    : new OutboundException(url.getHost() + " cannot be reached: " + failure.getClass().getSimpleName() + ".");
        };
    }
}
