package io.wattline.csms;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactory;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.model.account.AccountId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.test.StepVerifier;

@CsmsTest
class RowLevelSecurityTest {
    private static final AccountId DEMO = new AccountId("demo");

    @Autowired
    private AccountDatabase requests;
    @Autowired
    private AllAccountsDatabase ingest;
    @Autowired
    @Qualifier("appConnections")
    private ConnectionFactory appConnections;

    @Test
    void everyTableWithAnAccountIsLocked() {
        List<String> unlocked = ingest.client().sql("""
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id'
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT c.relrowsecurity""").map(row -> row.get(0, String.class))
                .all().collectList()
                .toFuture().join();

        assertThat(unlocked).isEmpty();
        assertThat(tables()).contains("station", "tag", "app_user", "transaction", "frame", "outbox");
    }

    @Test
    void anAccountDoesNotSeeAnother() {
        for (String table : tables()) assertThat(count("SELECT count(*) FROM " + table + " WHERE account_id <> 'demo'")).as(table).isZero();
        assertThat(count("SELECT count(*) FROM station WHERE account_id = 'demo'")).isPositive();
    }

    @Test
    void anAccountDoesNotTouchAnother() {
        assertThat(requests.one(DEMO, db -> db.sql("UPDATE station SET name = 'taken' WHERE account_id = 'nordic'").fetch().rowsUpdated())
                .toFuture().join())
                .isZero();
        assertThat(requests.one(DEMO, db -> db.sql("DELETE FROM tag WHERE account_id = 'nordic'").fetch().rowsUpdated()).toFuture().join())
                .isZero();
        StepVerifier
                .create(requests.one(DEMO,
                        db -> db.sql("INSERT INTO tag (account_id, tag_key, id_tag) VALUES ('nordic', 'X', 'X')").then()))
                .verifyErrorMatches(refused -> refused.getMessage().contains("row-level security"));
        StepVerifier.create(requests.one(DEMO, db -> db.sql("UPDATE station SET account_id = 'nordic' WHERE station_id = 'CP1'").then()))
                .verifyErrorMatches(refused -> refused.getMessage().contains("row-level security"));
    }

    @Test
    void whoDoesNotSayForWhomSeesNothing() {
        assertThat(DatabaseClient.create(appConnections).sql("SELECT count(*) FROM station").map(row -> row.get(0, Long.class)).one()
                .toFuture().join()).isZero();
    }

    @Test
    void partitionsAreNoWayAround() {
        StepVerifier.create(requests.one(DEMO, db -> db.sql("SELECT count(*) FROM outbox_other_days").then()))
                .verifyErrorMatches(refused -> refused.getMessage().contains("permission denied"));
    }

    private long count(String select) {
        return requests.one(DEMO, db -> db.sql(select).map(row -> row.get(0, Long.class)).one()).toFuture().join();
    }

    private List<String> tables() {
        return ingest.client().sql("""
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id'
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition""").map(row -> row.get(0, String.class)).all().collectList()
                .toFuture().join();
    }
}
