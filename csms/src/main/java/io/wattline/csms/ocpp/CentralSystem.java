package io.wattline.csms.ocpp;

import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.Booted;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.VariableRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a station may tell and ask us, whatever OCPP version it speaks. Every answer comes after what it is about is stored;
 * a failure means that nothing was stored and the station is to try again.
 */
public interface CentralSystem {
    /** Who am I? */
    Mono<Admission> admit(ConnectionAttempt attempt);

    /** May I join? The boot is stored. */
    Mono<BootAnswer> boot(StationPrincipal station, Booted booted);

    /** Which tag is it? Of a tag that is longer, stations with OCPP 1.6 know 20 characters; where they fit one tag only, that one. */
    Mono<IdToken> meant(StationPrincipal station, IdToken token);

    /** May this token charge at the station? */
    Mono<TokenAnswer> authorize(StationPrincipal station, IdToken token);

    /** May this token start this transaction, which has not been told yet? How many run at once with a token, or with its group, may be limited. */
    Mono<TokenAnswer> authorizeStart(StationPrincipal station, IdToken token, TransactionStarted started);

    /** May this token end this transaction? The one that began it always may, and those of its group, whatever happened to them since. */
    Mono<TokenAnswer> authorizeStop(StationPrincipal station, IdToken token, TransactionRef transaction);

    /** Which number has this transaction? For OCPP 1.x, whose started transactions come without one; the same opening gets the same number. */
    Mono<TransactionRef> open(StationPrincipal station, TransactionStarted started);

    /** May it report values in this stream, beside those it has open? Source: OCPP 2.1 N11. */
    Mono<Boolean> mayStream(StationPrincipal station, int stream);

    /**
     * What does this transaction cost, in the account's currency? Empty while that is not certain: it runs, something of it is missing or held
     * for review, or nobody set a price.
     */
    Mono<BigDecimal> cost(StationPrincipal station, TransactionRef transaction);

    /** The facts of one message: stored together or not at all. */
    Mono<Void> tell(StationPrincipal station, List<StationEvent> facts);

    /** What the station told last of these variables; empty text: that it has no such variable, or does not tell its value. */
    Mono<Map<VariableRef, String>> told(StationPrincipal station, List<VariableRef> variables);

    /** The station took this password: it is valid from now on, and what it used before stays so until it uses the new one. */
    Mono<Void> passwordTaken(StationPrincipal station, String password);

    /** Whom to ask about certificates. */
    default CertificateDesk certificates() { return CertificateDesk.NONE; }

    /** {@code interval}: of heartbeats when accepted, until the next boot otherwise. */
    record BootAnswer(BootStatus status, Duration interval) {}

    enum BootStatus { ACCEPTED, PENDING, REJECTED }

    /** {@code parent} groups tokens that may stop each other's transactions. */
    record TokenAnswer(TagStatus status, @Nullable Instant expiresAt, @Nullable IdToken parent) {}
}
