package io.wattline.csms.file;

import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.model.account.AccountId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What stations left and nobody keeps any longer. */
@Repository
class ExpiredUploads {
    private final AllAccountsDatabase allAccounts;

    ExpiredUploads(AllAccountsDatabase allAccounts) { this.allAccounts = allAccounts; }

    record Expired(AccountId account, UUID file) {}

    @CrossTenant("upkeep looks after all accounts; every row names its account")
    Flux<Expired> find(Instant now, int limit) {
        return allAccounts.client().sql("""
                SELECT file.account_id, file.file_id FROM account JOIN file ON file.account_id = account.account_id AND file.kind <> 'firmware'
                    AND file.created_at < :now::timestamptz - make_interval(days => account.upload_retention_days) LIMIT :limit""")
                .bind("now", now).bind("limit", limit)
                .map(row -> new Expired(new AccountId(Objects.requireNonNull(row.get("account_id", String.class))),
                        Objects.requireNonNull(row.get("file_id", UUID.class))))
                .all();
    }

    Mono<Boolean> remove(AccountId account, UUID file) { return FileRows.remove(account, allAccounts.client(), file); }
}
