package io.wattline.csms.command;

import io.wattline.csms.command.Effect.AvailabilityChanges;
import io.wattline.csms.command.Effect.ReportArrives;
import io.wattline.csms.command.Effect.StationBoots;
import io.wattline.csms.command.Effect.TransactionStarts;
import io.wattline.csms.command.Effect.TransactionStops;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.tag.Tags;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.station.StationId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says why an accepted command probably had no effect, as far as the last known state of the station tells. */
@Component
class Reasons {
    private final CommandRows rows;
    private final StationLinks links;
    private final Tags tags;

    Reasons(CommandRows rows, StationLinks links, Tags tags) {
        this.rows = rows;
        this.tags = tags;
        this.links = links;
    }

    Mono<String> whyNot(AccountId account, StationId station, Effect effect, Duration waited) {
        String within = " within " + waited.toSeconds() + " s: ";
        if (links.find(account, station).isEmpty())
            return Mono.just("Accepted, but " + missing(effect) + within + "the station is not connected any more.");
        return switch (effect) {
            case TransactionStarts start -> rows.connectors(account, station, start.evse() == null ? 0 : start.evse(), start.connector())
                    .zipWith(tags.decide(account, new IdToken(start.tokenKey()), station),
                            (connectors, token) -> "Accepted, but " + missing(effect)
                                    + within + startHindrance(connectors) + tagHindrance(token.status()));
            case AvailabilityChanges change -> rows.connectors(account, station, change.evse(), change.connector())
                    .map(connectors -> "Accepted, but " + missing(effect) + within + list(connectors) + ".");
            case ProfileHolds _ -> Mono.just("Accepted, but " + missing(effect) + within + "it is connected with security profile "
                    + links.find(account, station).map(link -> link.principal().securityProfile()).orElse(0)
                    + ", and what was allowed before still is.");
            case TransactionStops _,StationBoots _,ReportArrives _,JobEnds _,LimitHolds _,MessageArrives _ ->
                Mono.just("Accepted, but " + missing(effect) + within + "the station is connected and told nothing of it.");
        };
    }

    private static String missing(Effect effect) {
        return switch (effect) {
            case TransactionStarts _ -> "no transaction started";
            case TransactionStops _ -> "the transaction did not end";
            case StationBoots _ -> "the station did not boot";
            case ReportArrives _ -> "the report did not come";
            case JobEnds job -> job.missing();
            case LimitHolds _ -> "the station showed no composite schedule";
            case MessageArrives message -> message.missing();
            case ProfileHolds(var profile, _) -> "the station did not come back with security profile " + profile;
            case AvailabilityChanges change -> change.operative() ? "not everything became available" : "not everything became Unavailable";
        };
    }

    static String startHindrance(List<ConnectorNews> connectors) {
        if (connectors.isEmpty()) return "the station never told the state of its connectors.";
        if (connectors.stream().map(ConnectorNews::status).distinct().count() > 1) return list(connectors) + ".";
        String subject = connectors.size() == 1 ? "the connector is " : "all connectors are ";
        return subject + connectors.getFirst().status().wireName() + switch (connectors.getFirst().status()) {
            case AVAILABLE -> ", so probably no car was plugged in.";
            case OCCUPIED -> " (" + connectors.getFirst().reported() + ")" + occupied(connectors.getFirst().reported());
            case RESERVED -> ", probably for somebody else.";
            case UNAVAILABLE -> ", so nobody can charge there.";
            case FAULTED -> word(connectors.getFirst()) + ", so nobody can charge there.";
            case UNKNOWN -> ", because the station never told.";
        };
    }

    private static String tagHindrance(TagStatus status) {
        return switch (status) {
            case ACCEPTED -> "";
            case NOT_AT_THIS_LOCATION -> " The tag may not charge at this station, and a station that asks is told so.";
            case BLOCKED, EXPIRED, INVALID, CONCURRENT_TX ->
                " The tag is " + status.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " here, and a station that asks is told so.";
        };
    }

    private static String occupied(String reported) {
        return switch (reported) {
            case "Finishing" -> ", so the last car is still plugged in: it has to be unplugged and plugged in again.";
            case "Charging", "SuspendedEV", "SuspendedEVSE" -> ", so somebody charges there already.";
            default -> ", so a car is there, but it or the station did not begin.";
        };
    }

    private static String list(List<ConnectorNews> connectors) {
        if (connectors.isEmpty()) return "the station never told the state of its connectors";
        return connectors.stream().map(each -> "connector " + each.evse() + (each.connector() > 1 ? "." + each.connector() : "") + " is "
                + each.status().wireName() + word(each)).collect(Collectors.joining(", "));
    }

    private static String word(ConnectorNews connector) {
        String code = connector.errorCode();
        return code == null || code.equals("NoError") ? "" : " (" + code + ")";
    }
}
