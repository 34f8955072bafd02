package io.wattline.csms.profile;

import io.wattline.csms.command.Commands;
import io.wattline.csms.outbox.CommitListener;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.ChargingProfileCommand.GetCompositeSchedule;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.ChargingProfileFact.ProfileInstalled;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks a station what it makes of a profile that was to be verified, once it took it; the answer is compared where it is stored. */
@Component
class Verification implements CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    private static final Duration AHEAD = Duration.ofDays(1);

    private final ObjectProvider<Commands> commands;
    private final SentProfiles sent;

    Verification(ObjectProvider<Commands> commands, SentProfiles sent) {
        this.commands = commands;
        this.sent = sent;
    }

    @Override
    public void onCommit(List<AccountEvent> facts) {
        for (AccountEvent fact : facts)
            if (fact.event() instanceof ProfileInstalled installed
                    && sent.of(new SentProfiles.Key(fact.account(), installed.station(), installed.profile().id())).verify())
                ask(fact.account(), installed);
    }

    private void ask(AccountId account, ProfileInstalled installed) {
        var schedule = installed.profile().schedules().getFirst();
        commands.getObject().send(account, installed.station(),
                new GetCompositeSchedule(installed.evse(), (int) AHEAD.toSeconds(), schedule.unit()))
                .subscribe(_ -> {}, failure -> LOG.atError().addKeyValue("account", account).addKeyValue("station", installed.station())
                        .setCause(failure).log("composite schedule not asked for"));
    }
}
