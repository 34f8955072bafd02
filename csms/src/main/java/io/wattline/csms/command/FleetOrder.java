package io.wattline.csms.command;

import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What became of a command for many stations, in their order; {@code answered} completes when each of them answered, was absent or stayed silent. */
record FleetOrder(AccountId account, UUID batch, List<Item> items, Mono<Void> answered) {
    FleetOrder { items = List.copyOf(items); }

    /** Of a station: its task, or why there is none. */
    record Item(String station, @Nullable CommandTask task, @Nullable Problem problem) {}
}
