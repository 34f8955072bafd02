package io.wattline.csms.transaction;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.database.Together;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.station.StationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many transactions run with which tokens: one question to the database for all stations that ask meanwhile. */
@Component
@CrossTenant("stations of all accounts ask together; every question names its account")
public class RunningTokens {
    private record Start(AccountId account, Set<String> tokens, StationId station, String opening) {}

    /** One token of a start; the number is that of the start among those that are asked about. */
    private record Asked(int number, Start start, String token) {}

    private final AllAccountsDatabase database;
    private final Together<Start, Integer> questions = new Together<>(this::read);

    RunningTokens(AllAccountsDatabase database) { this.database = database; }

    /**
     * How many others than that of this opening run with any of the tokens, which are named by their {@link IdToken#key()}. Those that were
     * refused do not count: their stations are about to end them.
     */
    public Mono<Integer> beside(AccountId account, Set<String> tokens, StationId station, String opening) {
        return questions.ask(new Start(account, tokens, station, opening)).defaultIfEmpty(0);
    }

    private Mono<Map<Start, Integer>> read(List<Start> starts) {
        var asked = new ArrayList<Asked>();
        for (int i = 0; i < starts.size(); i++) for (String token : starts.get(i).tokens()) asked.add(new Asked(i, starts.get(i), token));
        return Rows.of(database.client().sql("""
                SELECT w.number, count(*)::int AS running
                FROM unnest(:number::int[], :account::text[], :token::text[], :station::text[], :opening::text[])
                    AS w(number, account_id, token, station_id, opening)
                JOIN transaction t ON t.account_id = w.account_id AND upper(t.id_tag) = w.token AND t.state = 'active'
                    AND NOT 'unauthorized' = ANY (t.flags) AND NOT (t.station_id = w.station_id AND t.opening IS NOT DISTINCT FROM w.opening)
                GROUP BY w.number"""), asked)
                .column("number", Asked::number).column("account", each -> each.start().account().value()).column("token", Asked::token)
                .column("station", each -> each.start().station().value()).column("opening", each -> each.start().opening()).bound()
                .map(row -> Map.entry(starts.get(number(row, "number")), number(row, "running"))).all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static int number(Readable row, String column) { return Objects.requireNonNull(row.get(column, Integer.class)); }
}
