package io.wattline.csms.account;

import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.model.account.AccountId;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All that an account has, by the tables that the database has; a new table takes part by existing. */
@Component
public class Erasure {
    /** How many rows of a table are the account's. */
    public record Content(String table, long rows) {}

    private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);

    private final AllAccountsDatabase database;
    private final Standings standings;

    Erasure(AllAccountsDatabase database, Standings standings) {
        this.database = database;
        this.standings = standings;
    }

    /** The tables that hold something of accounts, by name. */
    public Mono<List<String>> tables() {
        return database.client().sql("SELECT name::text AS name FROM account_table ORDER BY 1").map(row -> row.get("name", String.class))
                .all().collectList();
    }

    /** What would go. */
    public Mono<List<Content>> contents(AccountId account) {
        return tables().map(tables -> tables.stream()
                .map(table -> "SELECT '" + table + "' AS name, count(*) AS rows FROM " + table + " WHERE account_id = :account")
                .collect(Collectors.joining(" UNION ALL ", "SELECT * FROM (", ") AS each WHERE rows > 0 ORDER BY name")))
                .flatMap(counted -> database.client().sql(counted).bind("account", account.value())
                        .map(row -> new Content(row.get("name", String.class), row.get("rows", Long.class))).all().collectList());
    }

    /** For good. Fails when the account is not suspended. */
    public Mono<Void> erase(AccountId account) {
        return database.client().sql("SELECT erase_account(:account)").bind("account", account.value()).then()
                .then(Mono.defer(() -> standings.erased(account)))
                .doOnSuccess(_ -> LOG.atWarn().addKeyValue("account", account).log("account erased"));
    }
}
