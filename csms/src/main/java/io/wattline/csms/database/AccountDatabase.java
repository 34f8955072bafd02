package io.wattline.csms.database;

import io.wattline.model.account.AccountId;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The door of requests: work inside one account, in one database transaction, under row-level security.
 * Nested work of the same account joins the transaction.
 */
@Component
public class AccountDatabase {
    /** For the first answer: a request is not worth waiting longer. */
    private static final Duration LIMIT = Duration.ofSeconds(45);

    private final DatabaseClient client;
    private final TransactionalOperator transaction;
    private final JsonMapper json;

    AccountDatabase(@Qualifier("appConnections") ConnectionFactory connections, JsonMapper json) {
        this.json = json;
        this.client = DatabaseClient.create(connections);
        this.transaction = TransactionalOperator.create(new R2dbcTransactionManager(connections));
    }

    public <T> Mono<T> one(AccountId account, Function<DatabaseClient, Mono<T>> work) {
        return transaction.transactional(enter(account).then(Mono.defer(() -> work.apply(client)))).timeout(LIMIT);
    }

    public <T> Flux<T> many(AccountId account, Function<DatabaseClient, Flux<T>> work) {
        return transaction.transactional(enter(account).thenMany(Flux.defer(() -> work.apply(client)))).timeout(Mono.delay(LIMIT));
    }

    private Mono<Void> enter(AccountId account) {
        return Mono.deferContextual(context -> client
                .sql("SELECT set_config('wattline.account', :account, true), set_config('wattline.actor', :actor, true)")
                .bind("account", account.value())
                .bind("actor", context.<Actor>getOrEmpty(Actor.class).map(json::writeValueAsString).orElse(""))
                .then());
    }
}
