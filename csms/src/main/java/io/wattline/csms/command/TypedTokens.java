package io.wattline.csms.command;

import io.wattline.csms.tag.Tags;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.ReservationCommand.ReserveNow;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.RemoteStart;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says what a tag is read from where a command names one: the station asks about it with that type again. */
@Component
class TypedTokens implements Preparation {
    private final Tags tags;

    TypedTokens(Tags tags) { this.tags = tags; }

    @Override
    public Mono<StationCommand> prepare(AccountId account, CommandTask task, StationCommand command) {
        if (command instanceof RemoteStart start) return tags.typed(account, start.idToken()).map(start::with);
        if (command instanceof ReserveNow reserve) return tags.typed(account, reserve.idToken()).map(reserve::with);
        return Mono.just(command);
    }
}
