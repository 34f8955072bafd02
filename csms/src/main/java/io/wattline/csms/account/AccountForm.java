package io.wattline.csms.account;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * What an account's own people may change of it; the price is for new stations.
 *
 * @param unknownStationPolicy of stations nobody registered: {@code pending} lets them in, but not boot, until an operator accepts them
 * @param bootPolicy what stations are answered of which no operator said otherwise
 * @param bootRetrySeconds after which a station that is not accepted boots again
 * @param frameRetentionDays how long the frames of its stations are kept
 * @param uploadRetentionDays how long diagnostics and logs that stations left are kept
 * @param customerInformationDays how long what stations told of customers is kept
 * @param mostEventStreams how many periodic event streams a station may have open; 0 refuses all
 * @param anyUserName whether stations may sign in with another user name than their id
 * @param defaultVersion what stations are taken to speak that offer no subprotocol and never told
 * @param unnamedVersionPolicy of stations nobody registered that offer no subprotocol
 * @param concurrentTransactions whether a tag may charge at several places at once
 * @param exactTags whether a token whose letters are of another case is another token; no two tags differ in case only
 * @param unauthorizedStart what follows when a station starts with a token that was refused: nothing, {@code stop} it, or stop it and
 *        {@code unlock} the connector
 * @param confirmDestructive whether destructive commands of users need a typed confirmation over REST too; the portal always asks
 */
record AccountForm(@NotBlank @Size(max = 100) String name,
        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "is not a currency like EUR") String currency,
        @NotNull @KnownTimeZone String timeZone,
        @NotNull @Pattern(regexp = "accept|pending|refuse", message = "is none of accept, pending and refuse") String unknownStationPolicy,
        @NotNull @Min(10) @Max(86_400) Integer heartbeatIntervalSeconds,
        @NotNull @Pattern(regexp = "accepted|pending|rejected", message = "is none of accepted, pending and rejected") String bootPolicy,
        @NotNull @Min(10) @Max(86_400) Integer bootRetrySeconds, @NotNull Boolean anyUserName,
        @NotNull @Min(1) @Max(3650) Integer frameRetentionDays,
        @NotNull @Min(1) @Max(3650) Integer uploadRetentionDays, @NotNull @Min(1) @Max(3650) Integer customerInformationDays,
        @NotNull @Min(0) @Max(1000) Integer mostEventStreams,
        @NotNull @DecimalMin("0") @DecimalMax("100000") @Digits(integer = 6, fraction = 4) BigDecimal defaultPricePerKwh,
        @NotNull Boolean concurrentTransactions,
        @NotNull @Pattern(regexp = "1\\.6|2\\.0\\.1|2\\.1", message = "is none of 1.6, 2.0.1 and 2.1") String defaultVersion,
        @NotNull @Pattern(regexp = "refuse|assume", message = "is neither refuse nor assume") String unnamedVersionPolicy,
        @NotNull Boolean exactTags,
        @NotNull @Pattern(regexp = "leave|stop|unlock", message = "is none of leave, stop and unlock") String unauthorizedStart,
        @NotNull Boolean confirmDestructive) {}
