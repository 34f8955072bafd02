package io.wattline.csms.transaction;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.database.Together;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.station.StationId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** With which tokens transactions run: one question to the database for all stations that ask meanwhile. */
@Component
@CrossTenant("stations of all accounts ask together; every question names its account")
public class RunningTokens {
    private record Start(AccountId account, String token, StationId station, String opening) {}

    private final AllAccountsDatabase database;
    private final Together<Start, Boolean> questions = new Together<>(this::read);

    RunningTokens(AllAccountsDatabase database) { this.database = database; }

    /** Whether another transaction than that of this opening runs with the token. */
    public Mono<Boolean> runsElsewhere(AccountId account, IdToken token, StationId station, String opening) {
        return questions.ask(new Start(account, token.key(), station, opening)).defaultIfEmpty(false);
    }

    private Mono<Map<Start, Boolean>> read(List<Start> starts) {
        return Rows.of(database.client().sql("""
                SELECT w.* FROM unnest(:account::text[], :token::text[], :station::text[], :opening::text[]) AS w(account_id, token, station_id, opening)
                WHERE EXISTS (SELECT FROM transaction t WHERE t.account_id = w.account_id AND upper(t.id_tag) = w.token AND t.state = 'active'
                    AND NOT (t.station_id = w.station_id AND t.opening IS NOT DISTINCT FROM w.opening))"""), starts)
                .column("account", start -> start.account().value()).column("token", Start::token)
                .column("station", start -> start.station().value()).column("opening", Start::opening).bound()
                .map(RunningTokens::start).all().collectMap(start -> start, _ -> true);
    }

    private static Start start(Readable row) {
        return new Start(new AccountId(text(row, "account_id")), text(row, "token"), new StationId(text(row, "station_id")),
                text(row, "opening"));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
