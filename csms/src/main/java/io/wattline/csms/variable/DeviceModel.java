package io.wattline.csms.variable;

import io.wattline.csms.variable.VariableQueries.Told;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.station.StationId;
import io.wattline.model.station.VariableRef;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What stations told of their variables; a configuration key of OCPP 1.x is one of the component {@link VariableRef#CONFIGURATION}. */
@Service
public class DeviceModel {
    private final VariableRows rows;
    private final ReportRows reports;
    private final MonitorRows monitors;
    private final VariableQueries queries;
    private final WantedRows wanted;

    DeviceModel(VariableRows rows, ReportRows reports, MonitorRows monitors, VariableQueries queries, WantedRows wanted) {
        this.rows = rows;
        this.reports = reports;
        this.monitors = monitors;
        this.queries = queries;
        this.wanted = wanted;
    }

    /** The actual value as the station told it last, of whatever instance or EVSE comes first; empty when it never did or has it no more. */
    public Mono<String> value(AccountId account, StationId station, String component, String variable) {
        return queries.value(account, station, component, variable);
    }

    /** The same of exactly this variable. */
    public Mono<String> value(AccountId account, StationId station, VariableRef variable) {
        return queries.value(account, station, variable);
    }

    /** The actual value of the variable of this name, of whatever component: the EVSE's own first, then the whole station's. */
    public Mono<String> nearest(AccountId account, StationId station, int evse, String variable) {
        return queries.nearest(account, station, evse, variable);
    }

    /** The most that exactly this variable can be, as the station told it last; empty when it never did. */
    public Mono<BigDecimal> most(AccountId account, StationId station, VariableRef variable) {
        return queries.most(account, station, variable);
    }

    /** Of those of these that the station told of: the actual value, empty when it has no such variable or tells no value. */
    public Mono<Map<VariableRef, String>> told(AccountId account, StationId station, List<VariableRef> variables) {
        Map<String, VariableRef> byKey = variables.stream().collect(Collectors.toMap(VariableRef::key, Function.identity()));
        return queries.told(account, station, byKey.keySet()).collectMap(told -> byKey.get(told.key()), Told::value);
    }

    /** A variable that has another value than the wanted one, or a value that nobody knows. */
    public record Drifted(VariableRef variable, String wanted) {}

    /** By the name of the variable. */
    public Flux<Drifted> drifted(AccountId account, StationId station) {
        return wanted.drifted(account, station);
    }

    /** Stores what the facts of a batch say of variables. */
    public Mono<Void> apply(DatabaseClient db, List<AccountEvent> facts) {
        var changes = VariableChanges.of(facts);
        return rows.booted(db, changes.booted()).then(rows.write(db, changes.variables())).then(rows.markGone(db, changes.gone()))
                .then(reports.write(db, changes.reports()))
                .then(monitors.write(db, MonitorChanges.of(facts)));
    }
}
