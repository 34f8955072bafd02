package io.wattline.csms.welcome;

import io.wattline.csms.command.Commands;
import io.wattline.csms.ocpp.StationLink;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.station.StandingListener;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.station.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks a connected station to boot again when that would be answered otherwise now; one that cannot be asked boots when its retry is due. */
@Component
class BootRequests implements StandingListener {
    private static final Logger LOG = LoggerFactory.getLogger(BootRequests.class);
    private static final RawCall BOOT = new RawCall("TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}");

    private final Commands commands;
    private final StationLinks links;

    BootRequests(Commands commands, StationLinks links) {
        this.commands = commands;
        this.links = links;
    }

    @Override
    public void standingChanged(AccountId account, StationId station) {
        links.find(account, station).map(StationLink::principal).filter(known -> known.manners().quirks().canBeTriggered())
                .ifPresent(_ -> commands.send(account, station, BOOT).subscribe(_ -> {}, failure -> LOG.atWarn()
                        .addKeyValue("account", account).addKeyValue("station", station).setCause(failure).log("no boot asked for")));
    }
}
