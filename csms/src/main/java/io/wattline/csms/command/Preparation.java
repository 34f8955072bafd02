package io.wattline.csms.command;

import io.wattline.model.account.AccountId;
import io.wattline.model.command.StationCommand;
import reactor.core.publisher.Mono;

/** What another feature does before a command leaves, when the command names something that has to be made first. */
public interface Preparation {
    /**
     * The command that leaves: the same one when there is nothing to do. Its task is stored. Fails with a
     * {@link io.wattline.csms.web.Problem} when the command refers to something that is not there.
     */
    Mono<StationCommand> prepare(AccountId account, CommandTask task, StationCommand command);
}
