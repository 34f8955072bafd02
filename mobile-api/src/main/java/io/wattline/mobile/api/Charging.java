package io.wattline.mobile.api;

import io.wattline.mobile.MobileProperties;
import io.wattline.mobile.csms.CsmsClient;
import io.wattline.mobile.csms.CsmsClient.RemoteStart;
import io.wattline.mobile.csms.CsmsClient.RemoteStop;
import io.wattline.mobile.csms.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Starts and stops charging. Answers the task of csms once the station has answered, or as it stands when the station takes longer
 * than {@code wattline.mobile.command-wait}: status 200 or 202.
 */
@Service
class Charging {
    private final CsmsClient csms;
    private final String prefer;

    Charging(CsmsClient csms, MobileProperties settings) {
        this.csms = csms;
        this.prefer = "wait=" + settings.commandWait().toSeconds();
    }

    Mono<ResponseEntity<JsonNode>> start(Jwt driver, ChargingOrder.Start order) {
        return required("stationId", order.stationId()).flatMap(station -> tag(driver, order.idTag())
                .flatMap(tag -> csms.remoteStart(driver, station, prefer, new RemoteStart(tag, order.evse(), order.connector()))));
    }

    Mono<ResponseEntity<JsonNode>> stop(Jwt driver, ChargingOrder.Stop order) {
        return required("transactionId", order.transactionId()).flatMap(id -> csms.transaction(driver, id)
                .map(transaction -> transaction.path("stationId").asString())
                .flatMap(station -> csms.remoteStop(driver, station, prefer, new RemoteStop(id))));
    }

    private Mono<String> tag(Jwt driver, @Nullable String named) {
        return named == null ? csms.me(driver).flatMap(Charging::firstTag) : Mono.just(named);
    }

    private static Mono<String> firstTag(JsonNode me) {
        JsonNode tag = me.path("idTags").path(0);
        return tag.isString()
                ? Mono.just(tag.asString())
                : Mono.error(
                        Problem.of(HttpStatus.CONFLICT, "no_tag", "No tag is assigned to you: ask the owner of the stations for one."));
    }

    static Mono<String> required(String member, @Nullable String value) {
        return value == null || value.isBlank()
                ? Mono.error(Problem.badRequest("The member " + member + " is missing."))
                : Mono.just(value);
    }
}
