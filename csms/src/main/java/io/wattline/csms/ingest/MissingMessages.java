package io.wattline.csms.ingest;

import io.wattline.csms.command.Commands;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.outbox.CommitListener;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.StationCommand.GetTransactionStatus;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.TransactionIncomplete;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks a connected station whether it still has the messages that a transaction misses. Source: OCPP 2.0.1 part 2 E14. */
@Component
class MissingMessages implements CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger(MissingMessages.class);

    private final Commands commands;
    private final StationLinks links;

    MissingMessages(Commands commands, StationLinks links) {
        this.commands = commands;
        this.links = links;
    }

    @Override
    public void onCommit(List<AccountEvent> facts) {
        for (AccountEvent fact : facts) if (fact.event() instanceof TransactionIncomplete gap) ask(fact.account(), gap);
    }

    private void ask(AccountId account, TransactionIncomplete gap) {
        if (links.find(account, gap.station()).isEmpty()) return;
        commands.send(account, gap.station(), new GetTransactionStatus(new TransactionRef(gap.ocppTransactionId())))
                .subscribe(_ -> {}, failure -> LOG.atWarn().addKeyValue("account", account).addKeyValue("station", gap.station())
                        .setCause(failure).log("missing messages not asked for"));
    }
}
