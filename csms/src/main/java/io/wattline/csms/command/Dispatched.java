package io.wattline.csms.command;

import reactor.core.publisher.Mono;

/** A stored task; {@code answered} emits it again once its station answered, was found absent or stayed silent, and may be watched or left alone. */
public record Dispatched(CommandTask task, Mono<CommandTask> answered) {}
