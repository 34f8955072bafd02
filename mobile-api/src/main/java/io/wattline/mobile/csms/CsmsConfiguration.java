package io.wattline.mobile.csms;

import io.netty.channel.ChannelOption;
import io.wattline.mobile.MobileProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Configuration(proxyBeanMethods = false)
class CsmsConfiguration {
    private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;
    // Every driver who watches holds one connection to csms, so streams must not queue behind the usual pool of a few hundred.
    private static final int MAX_STREAMS = 50_000;

    @Bean
    CsmsClient csmsClient(WebClient.Builder builder, CsmsProperties csms, MobileProperties mobile) {
        Duration limit = csms.answerTimeout().plus(mobile.commandWait());
        return proxy(builder, csms, HttpClient.create().responseTimeout(limit), CsmsClient.class);
    }

    @Bean
    CsmsLive csmsLive(WebClient.Builder builder, CsmsProperties csms) {
        ConnectionProvider streams = ConnectionProvider.builder("csms-live").maxConnections(MAX_STREAMS).build();
        return proxy(builder, csms, HttpClient.create(streams), CsmsLive.class);
    }

    private static <T> T proxy(WebClient.Builder builder, CsmsProperties csms, HttpClient http, Class<T> type) {
        int connectMillis = Math.toIntExact(csms.connectTimeout().toMillis());
        WebClient client = builder.clone().baseUrl(csms.url().toString())
                .clientConnector(new ReactorClientHttpConnector(http.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_ANSWER_BYTES)).filter(CsmsConfiguration::problems).build();
        return HttpServiceProxyFactory.builderFor(WebClientAdapter.create(client)).customArgumentResolver(CsmsConfiguration::bearer)
                .build().createClient(type);
    }

    private static boolean bearer(@Nullable Object argument, MethodParameter parameter, HttpRequestValues.Builder request) {
        if (!(argument instanceof Jwt driver)) return false;
        request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + driver.getTokenValue());
        return true;
    }

    private static Mono<ClientResponse> problems(ClientRequest request, ExchangeFunction next) {
        return next.exchange(request).onErrorMap(WebClientException.class, _ -> Problem.unavailable())
                .flatMap(answer -> answer.statusCode().isError() ? refused(answer) : Mono.just(answer));
    }

    private static Mono<ClientResponse> refused(ClientResponse answer) {
        return answer.bodyToMono(ObjectNode.class).onErrorComplete().defaultIfEmpty(JsonNodeFactory.instance.objectNode())
                .flatMap(body -> Mono.error(Problem.answered(answer.statusCode(), body)));
    }
}
