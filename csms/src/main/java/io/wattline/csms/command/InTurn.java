package io.wattline.csms.command;

import io.wattline.model.account.AccountId;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Several commands for one station, one after the other: their stored tasks in that order; {@code answered} completes when all were answered or cannot be. */
public record InTurn(AccountId account, UUID batch, List<CommandTask> tasks, Mono<Void> answered) {
    public InTurn { tasks = List.copyOf(tasks); }
}
