package io.wattline.csms.tag;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What is written of tags: one change of an account at a time. */
@Repository
class TagChanges {
    private final AccountDatabase database;
    private final Clock clock;

    TagChanges(AccountDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A tag before and after. */
    record Changed(TagForm before, StoredTag after) {}

    Mono<StoredTag> create(AccountId account, TagForm form) {
        return alone(account, db -> TagRows.find(account, form.token(), db).<StoredTag>flatMap(_ -> Mono
                .error(Problem.conflict("There is a tag " + form.idTag() + " already.")))
                .switchIfEmpty(Mono.defer(() -> save(account, form, db))));
    }

    Mono<Changed> change(AccountId account, IdToken tag, UnaryOperator<TagForm> change) {
        return alone(account, db -> TagRows.find(account, tag, db).map(StoredTag::form)
                .flatMap(before -> save(account, change.apply(before), db).map(after -> new Changed(before, after))));
    }

    /** Its children lose their parent; what it was, or nothing when it was not there. */
    Mono<TagForm> delete(AccountId account, IdToken tag) {
        return alone(account, db -> TagRows.find(account, tag, db).map(StoredTag::form)
                .delayUntil(_ -> db.sql("DELETE FROM tag WHERE account_id = :account AND tag_key = :tag").bind("account", account.value())
                        .bind("tag", tag.key()).then()));
    }

    /** Two changes at once could close a cycle that neither sees. */
    <T> Mono<T> alone(AccountId account, Function<DatabaseClient, Mono<T>> work) {
        return database.one(account, db -> db.sql("SELECT FROM account WHERE account_id = :account FOR NO KEY UPDATE")
                .bind("account", account.value()).then().then(Mono.defer(() -> work.apply(db))));
    }

    /** As they are told, whether or not they are there; whose parents, users and places are known to be. */
    Mono<Void> save(AccountId account, List<TagForm> forms, DatabaseClient db) {
        return forms.isEmpty() ? Mono.empty() : new TagTable(account, db).save(forms, clock.instant());
    }

    private Mono<StoredTag> save(AccountId account, TagForm form, DatabaseClient db) {
        return checkParent(account, form, db).then(Mono.defer(() -> save(account, List.of(form), db)))
                .then(Mono.defer(() -> TagRows.find(account, form.token(), db)));
    }

    private static Mono<Void> checkParent(AccountId account, TagForm form, DatabaseClient db) {
        String parent = form.parentKey();
        if (parent == null) return Mono.empty();
        return db.sql("""
                WITH RECURSIVE above AS (
                    SELECT tag_key, parent_key FROM tag WHERE account_id = :account AND tag_key = :parent
                    UNION SELECT t.tag_key, t.parent_key FROM tag t JOIN above a ON t.account_id = :account AND t.tag_key = a.parent_key)
                SELECT count(*) > 0 AS known, COALESCE(bool_or(tag_key = :tag), false) OR :parent = :tag AS cycle FROM above""")
                .bind("account", account.value()).bind("parent", parent).bind("tag", form.token().key())
                .map(row -> new boolean[]{is(row, "known"), is(row, "cycle")}).one().doOnNext(found -> {
                    if (found[1]) throw cycle();
                    if (!found[0]) throw noParent();
                }).then();
    }

    private static boolean is(Readable row, String column) { return Boolean.TRUE.equals(row.get(column, Boolean.class)); }

    static Problem cycle() { return new Problem(HttpStatus.CONFLICT, "tag_cycle", "A tag cannot be above itself."); }

    static Problem noParent() { return Problem.badRequest("There is no such parent.", new Problem.Field("parentIdTag", "is not a tag")); }
}
