package io.wattline.portal.csms;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@Configuration(proxyBeanMethods = false)
class CsmsConfiguration {
    /** Every open page of every user holds one connection for its live stream. */
    private static final int MAX_CONNECTIONS = 10_000;
    /** A stream may begin with its first keep-alive. */
    private static final Duration STREAM_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;

    @Bean
    HttpServiceProxyFactory csms(WebClient.Builder builder, CsmsProperties csms) {
        var web = builder.baseUrl(csms.url().toString())
                .clientConnector(new ReactorClientHttpConnector(http()))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_ANSWER_BYTES))
                .filter(CsmsConfiguration::problems)
                .filter((request, next) -> limited(request, next, csms.timeout()))
                .filter(CsmsConfiguration::asUser)
                .build();
        return HttpServiceProxyFactory.builderFor(WebClientAdapter.create(web)).build();
    }

    @Bean
    CsmsClient csmsClient(HttpServiceProxyFactory csms) { return csms.createClient(CsmsClient.class); }

    @Bean
    PeopleClient peopleClient(HttpServiceProxyFactory csms) { return csms.createClient(PeopleClient.class); }

    private static HttpClient http() {
        var connections = ConnectionProvider.builder("csms").maxConnections(MAX_CONNECTIONS).maxIdleTime(Duration.ofSeconds(20))
                .pendingAcquireTimeout(Duration.ofSeconds(5)).build();
        return HttpClient.create(connections).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2_000);
    }

    private static Mono<ClientResponse> asUser(ClientRequest request, ExchangeFunction next) {
        return Mono.deferContextual(context -> next.exchange(ClientRequest.from(request).headers(headers -> {
            context.<AccessToken>getOrEmpty(AccessToken.class).ifPresent(token -> headers.setBearerAuth(token.value()));
            context.<Visit>getOrEmpty(Visit.class).ifPresent(visit -> visit.tell(headers));
        }).build()));
    }

    private static Mono<ClientResponse> limited(ClientRequest request, ExchangeFunction next, Duration timeout) {
        boolean stream = request.headers().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
        return next.exchange(request).timeout(stream ? STREAM_TIMEOUT : timeout)
                .onErrorMap(error -> error instanceof WebClientRequestException || error instanceof TimeoutException,
                        _ -> CsmsProblem.unreachable());
    }

    private static Mono<ClientResponse> problems(ClientRequest request, ExchangeFunction next) {
        return next.exchange(request).flatMap(response -> response.statusCode().isError() ? refused(response) : Mono.just(response));
    }

    private static Mono<ClientResponse> refused(ClientResponse response) {
        return response.bodyToMono(CsmsProblem.Body.class).onErrorReturn(CsmsProblem.Body.EMPTY).defaultIfEmpty(CsmsProblem.Body.EMPTY)
                .flatMap(body -> Mono.error(CsmsProblem.of(response.statusCode().value(), body)));
    }
}
