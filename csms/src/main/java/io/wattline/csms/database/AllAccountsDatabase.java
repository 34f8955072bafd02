package io.wattline.csms.database;

import io.r2dbc.spi.ConnectionFactory;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The door of work that is for all accounts at once: ingest, admission, sign-in, upkeep. Methods that use it name the account
 * in their SQL or are marked {@link CrossTenant}.
 */
@Component
public class AllAccountsDatabase {
    private final DatabaseClient client;
    private final TransactionalOperator transaction;

    AllAccountsDatabase(@Qualifier("ingestConnections") ConnectionFactory connections) {
        this.client = DatabaseClient.create(connections);
        this.transaction = TransactionalOperator.create(new R2dbcTransactionManager(connections));
    }

    /** One statement needs no transaction around it. */
    public DatabaseClient client() { return client; }

    public <T> Mono<T> transactional(Function<DatabaseClient, Mono<T>> work) {
        return transaction.transactional(Mono.defer(() -> work.apply(client)));
    }

    public <T> Flux<T> transactionalMany(Function<DatabaseClient, Flux<T>> work) {
        return transaction.transactional(Flux.defer(() -> work.apply(client)));
    }
}
