package io.wattline.csms.certificate;

import io.wattline.csms.certificate.IssuedRows.Ending;
import io.wattline.csms.command.Commands;
import io.wattline.csms.database.Upkeep;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.model.command.StationCommand.TriggerMessage;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Warns of certificates that end, and asks stations in time for requests to renew them, once a day while they are connected. */
@Component
class Expiry extends Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final int AT_A_TIME = 16;

    private final IssuedRows rows;
    private final StationLinks links;
    private final Commands commands;
    private final Clock clock;

    Expiry(IssuedRows rows, StationLinks links, Commands commands, SigningProperties settings, Clock clock) {
        super(settings.checkEvery(), settings.checkEvery());
        this.rows = rows;
        this.links = links;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    protected Mono<Void> round() {
        return rows.warn(clock.instant()).filter(many -> many > 0)
                .doOnNext(many -> LOG.atWarn().addKeyValue("certificates", many).log("certificates end soon"))
                .then(rows.renewable(clock.instant()).filter(ending -> links.find(ending.account(), ending.station()).isPresent())
                        .filterWhen(ending -> rows.claim(ending.account(), ending, clock.instant()))
                        .flatMap(this::ask, AT_A_TIME).then());
    }

    private Mono<?> ask(Ending ending) {
        return commands.send(ending.account(), ending.station(), new TriggerMessage(word(ending.type()), null, null)).onErrorResume(why -> {
            LOG.atWarn().addKeyValue("account", ending.account()).addKeyValue("station", ending.station()).setCause(why)
                    .log("no request for a new certificate asked for");
            return Mono.empty();
        });
    }

    /** Source: OCPP 2.x MessageTriggerEnumType. */
    private static String word(String type) {
        return switch (type) {
            case "V2GCertificate" -> "SignV2GCertificate";
            case "V2G20Certificate" -> "SignV2G20Certificate";
            default -> "SignChargingStationCertificate";
        };
    }
}
