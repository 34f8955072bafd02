package io.wattline.csms.tag;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.tag.TagCsv.Line;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tags as a file, out and in. An import is done whole or not at all: half of a fleet's cards is worse than none, and easily overlooked. */
@Component
class TagFiles {
    private final AccountDatabase database;
    private final TagChanges changes;
    private final Bodies bodies;

    TagFiles(AccountDatabase database, TagChanges changes, Bodies bodies) {
        this.database = database;
        this.changes = changes;
        this.bodies = bodies;
    }

    Flux<String> export(Caller caller) {
        return database.one(caller.account(), db -> names(caller, db).flatMap(names -> TagRows.all(caller.account(), db)
                .map(tag -> TagCsv.line(tag.form(), names)).collectList()))
                .flatMapMany(lines -> Flux.just(TagCsv.header()).concatWith(Flux.fromIterable(lines)));
    }

    /** Fails with {@code import_refused} when a line is, unless it is a dry run. */
    Mono<TagReport> read(Caller caller, List<Line> lines, boolean dryRun) {
        AccountId account = caller.account();
        return changes.alone(account, db -> Mono
                .zip(TagRows.all(account, db).map(StoredTag::form).collectList(), names(caller, db),
                        (tags, names) -> new TagLines(tags, names, bodies))
                .flatMap(all -> {
                    var report = TagReport.of(dryRun, all.judge(lines));
                    if (dryRun) return Mono.just(report);
                    if (report.refused() > 0) return Mono.error(refused(report));
                    return changes.save(account, all.changes(), db).thenReturn(report);
                }));
    }

    private static Problem refused(TagReport report) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "import_refused",
                "Nothing was imported, because " + report.refused() + " lines are not acceptable.").with("lines", report.refusals());
    }

    private static Mono<Names> names(Caller caller, DatabaseClient db) {
        String account = caller.account().value();
        Mono<Map<UUID, String>> users = named(db, account, "SELECT user_id AS id, email AS name FROM app_user WHERE account_id = :account");
        Mono<Map<UUID, String>> sites = named(db, account, "SELECT site_id AS id, name FROM site WHERE account_id = :account");
        Mono<Set<String>> stations = db.sql("SELECT station_id FROM station WHERE account_id = :account AND deleted_at IS NULL")
                .bind("account", account).map(row -> Objects.requireNonNull(row.get("station_id", String.class))).all()
                .collect(HashSet::new, Set::add);
        boolean mayNameUsers = caller.may(Permission.READ_USERS);
        return users.flatMap(people -> sites.flatMap(places -> stations
                .map(known -> new Names(mayNameUsers ? people : anonymous(people), places, known))));
    }

    private static Map<UUID, String> anonymous(Map<UUID, String> people) {
        return people.keySet().stream().collect(Collectors.toMap(id -> id, UUID::toString));
    }

    private static Mono<Map<UUID, String>> named(DatabaseClient db, String account, String select) {
        return db.sql(select).bind("account", account).map(row -> Map.entry(Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("name", String.class)))).all().collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
