package io.wattline.csms.tag;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.tag.TagTree.Node;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class TagRows {
    private static final String SELECT = """
            SELECT t.id_tag, t.name, t.description, p.id_tag AS parent_id_tag, t.expires_at, t.blocked,
                ARRAY(SELECT g.user_id FROM tag_user g WHERE g.account_id = t.account_id AND g.tag_key = t.tag_key ORDER BY 1) AS user_ids
            FROM tag t LEFT JOIN tag p ON p.account_id = t.account_id AND p.tag_key = t.parent_key
            WHERE t.account_id = :account
            """;

    private final AccountDatabase database;
    private final Clock clock;

    TagRows(AccountDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<List<Node>> nodes(AccountId account) {
        return database
                .many(account, db -> db.sql("SELECT tag_key, id_tag, parent_key, expires_at, blocked FROM tag WHERE account_id = :account")
                        .bind("account", account.value()).map(TagRows::node).all())
                .collectList();
    }

    Flux<TagForm> list(AccountId account, PageQuery page) {
        return database.many(account,
                db -> db.sql(SELECT + "AND t.tag_key > :after ORDER BY t.tag_key LIMIT :rows").bind("account", account.value())
                        .bind("after", page.after() == null ? "" : page.after()).bind("rows", page.rows()).map(TagRows::form).all());
    }

    Mono<TagForm> find(AccountId account, IdToken tag) { return database.one(account, db -> find(account, tag, db)); }

    Mono<TagForm> create(AccountId account, TagForm form) {
        return database.one(account, db -> oneAtATime(account, db).then(Mono.defer(() -> checkParent(account, form, db)))
                .then(Mono.defer(() -> bound(account, form, db.sql("""
                        INSERT INTO tag (account_id, tag_key, id_tag, name, description, parent_key, expires_at, blocked, updated_at)
                        VALUES (:account, :tag, :idTag, :name, :description, :parent, :expiresAt, :blocked, :now)
                        ON CONFLICT (account_id, tag_key) DO NOTHING""").bind("idTag", form.token().value())).fetch().rowsUpdated()))
                .filter(inserted -> inserted == 1)
                .switchIfEmpty(Mono.error(() -> Problem.conflict("There is a tag " + form.idTag() + " already.")))
                .then(Mono.defer(() -> assign(account, form, db))).then(Mono.defer(() -> find(account, form.token(), db))));
    }

    Mono<TagForm> change(AccountId account, IdToken tag, UnaryOperator<TagForm> change) {
        return database.one(account, db -> oneAtATime(account, db).then(Mono.defer(() -> find(account, tag, db))).map(change)
                .flatMap(form -> checkParent(account, form, db).then(Mono.defer(() -> bound(account, form, db.sql("""
                        UPDATE tag SET name = :name, description = :description, parent_key = :parent, expires_at = :expiresAt, blocked = :blocked,
                            updated_at = :now WHERE account_id = :account AND tag_key = :tag""")).then()))
                        .then(Mono.defer(() -> assign(account, form, db))).then(Mono.defer(() -> find(account, tag, db)))));
    }

    /** Its children lose their parent. */
    Mono<Boolean> delete(AccountId account, IdToken tag) {
        return database.one(account,
                db -> db.sql("DELETE FROM tag WHERE account_id = :account AND tag_key = :tag").bind("account", account.value())
                        .bind("tag", tag.key()).fetch().rowsUpdated().map(deleted -> deleted == 1));
    }

    /** Two changes at once could close a cycle that neither sees. */
    private static Mono<Void> oneAtATime(AccountId account, DatabaseClient db) {
        return db.sql("SELECT FROM account WHERE account_id = :account FOR NO KEY UPDATE").bind("account", account.value()).then();
    }

    private static Mono<Void> checkParent(AccountId account, TagForm form, DatabaseClient db) {
        if (form.parentIdTag() == null) return Mono.empty();
        return db.sql("""
                WITH RECURSIVE above AS (
                    SELECT tag_key, parent_key FROM tag WHERE account_id = :account AND tag_key = :parent
                    UNION SELECT t.tag_key, t.parent_key FROM tag t JOIN above a ON t.account_id = :account AND t.tag_key = a.parent_key)
                SELECT count(*) > 0 AS known, COALESCE(bool_or(tag_key = :tag), false) OR :parent = :tag AS cycle FROM above""")
                .bind("account", account.value())
                .bind("parent", new IdToken(form.parentIdTag()).key()).bind("tag", form.token().key())
                .map(row -> new boolean[]{is(row, "known"), is(row, "cycle")}).one().doOnNext(found -> {
                    if (found[1]) throw Problem.conflict("A tag cannot be above itself.");
                    if (!found[0]) throw Problem.badRequest("There is no such parent.", new Problem.Field("parentIdTag", "is not a tag"));
                }).then();
    }

    private static Mono<Void> assign(AccountId account, TagForm form, DatabaseClient db) {
        UUID[] wanted = form.userIds().stream().distinct().toArray(UUID[]::new);
        return db.sql("""
                WITH gone AS (DELETE FROM tag_user WHERE account_id = :account AND tag_key = :tag AND user_id <> ALL (:wanted))
                INSERT INTO tag_user (account_id, tag_key, user_id)
                SELECT account_id, :tag, user_id FROM app_user WHERE account_id = :account AND user_id = ANY (:wanted)
                ON CONFLICT (account_id, tag_key, user_id) DO UPDATE SET user_id = excluded.user_id""").bind("account", account.value())
                .bind("tag", form.token().key()).bind("wanted", wanted).fetch().rowsUpdated().filter(found -> found == wanted.length)
                .switchIfEmpty(Mono.error(
                        () -> Problem.badRequest("Some of it does not exist.", new Problem.Field("userIds", "names somebody unknown"))))
                .then();
    }

    private static Mono<TagForm> find(AccountId account, IdToken tag, DatabaseClient db) {
        return db.sql(SELECT + "AND t.tag_key = :tag").bind("account", account.value()).bind("tag", tag.key()).map(TagRows::form).one();
    }

    private GenericExecuteSpec bound(AccountId account, TagForm form, GenericExecuteSpec sql) {
        String parent = form.parentIdTag() == null ? null : new IdToken(form.parentIdTag()).key();
        return sql.bind("account", account.value()).bind("tag", form.token().key()).bind("blocked", form.blocked())
                .bind("now", clock.instant())
                .bind("name", nullable(form.name(), String.class)).bind("description", nullable(form.description(), String.class))
                .bind("parent", nullable(parent, String.class)).bind("expiresAt", nullable(form.expiresAt(), Instant.class));
    }

    private static Node node(Readable row) {
        return new Node(Objects.requireNonNull(row.get("tag_key", String.class)),
                new IdToken(Objects.requireNonNull(row.get("id_tag", String.class))),
                row.get("parent_key", String.class), row.get("expires_at", Instant.class), is(row, "blocked"));
    }

    private static TagForm form(Readable row) {
        return new TagForm(row.get("id_tag", String.class), row.get("name", String.class), row.get("description", String.class),
                row.get("parent_id_tag", String.class), row.get("expires_at", Instant.class), is(row, "blocked"),
                List.of(Objects.requireNonNull(row.get("user_ids", UUID[].class))));
    }

    private static boolean is(Readable row, String column) { return Boolean.TRUE.equals(row.get(column, Boolean.class)); }
}
