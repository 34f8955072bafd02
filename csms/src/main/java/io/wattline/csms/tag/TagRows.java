package io.wattline.csms.tag;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.tag.TagForm.OnlyAt;
import io.wattline.csms.tag.TagTree.Node;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is read of tags. */
@Repository
class TagRows {
    private static final String SELECT = """
            SELECT t.*, p.id_tag AS parent_id_tag, h.blocked AS blocked_here_or_above, h.valid_until,
                ARRAY(SELECT g.user_id FROM tag_user g WHERE g.account_id = t.account_id AND g.tag_key = t.tag_key ORDER BY 1) AS user_ids,
                ARRAY(SELECT s.station_id FROM tag_station g JOIN station s USING (account_id, station_id)
                    WHERE g.account_id = t.account_id AND g.tag_key = t.tag_key AND s.deleted_at IS NULL ORDER BY 1) AS station_ids,
                ARRAY(SELECT s.site_id FROM tag_site s WHERE s.account_id = t.account_id AND s.tag_key = t.tag_key ORDER BY 1) AS site_ids
            FROM tag t LEFT JOIN tag p ON p.account_id = t.account_id AND p.tag_key = t.parent_key
            LEFT JOIN LATERAL (
                WITH RECURSIVE line AS (
                    SELECT t.tag_key, t.parent_key, t.blocked, t.expires_at
                    UNION SELECT a.tag_key, a.parent_key, a.blocked, a.expires_at
                    FROM line l JOIN tag a ON a.account_id = t.account_id AND a.tag_key = l.parent_key)
                SELECT bool_or(blocked) AS blocked, min(expires_at) AS valid_until FROM line) h ON true
            WHERE t.account_id = :account
            """;

    private final AccountDatabase database;

    TagRows(AccountDatabase database) { this.database = database; }

    Mono<List<Node>> nodes(AccountId account) { return database.many(account, db -> db.sql("""
                SELECT t.*, CASE WHEN t.restricted THEN ARRAY(
                    SELECT s.station_id FROM tag_station s WHERE s.account_id = t.account_id AND s.tag_key = t.tag_key
                    UNION SELECT s.station_id FROM tag_site g JOIN station s USING (account_id, site_id)
                    WHERE g.account_id = t.account_id AND g.tag_key = t.tag_key) END AS only_at
                FROM tag t WHERE t.account_id = :account""").bind("account", account.value()).map(TagRows::node).all()).collectList(); }

    /** Ordered by their keys; of one driver only when one is named. */
    Flux<StoredTag> list(AccountId account, @Nullable UserId driver, PageQuery page) {
        return database.many(account, db -> db.sql(SELECT + """
                AND t.tag_key > :after AND (:driver = '' OR EXISTS (SELECT FROM tag_user g
                    WHERE g.account_id = t.account_id AND g.tag_key = t.tag_key AND g.user_id::text = :driver))
                ORDER BY t.tag_key LIMIT :rows""").bind("account", account.value())
                .bind("after", page.after() == null ? "" : page.after()).bind("rows", page.rows())
                .bind("driver", driver == null ? "" : driver.value().toString()).map(TagRows::tag).all());
    }

    Flux<StoredTag> all(AccountId account) { return database.many(account, db -> all(account, db)); }

    static Flux<StoredTag> all(AccountId account, DatabaseClient db) {
        return db.sql(SELECT + "ORDER BY t.tag_key").bind("account", account.value()).map(TagRows::tag).all();
    }

    Mono<StoredTag> find(AccountId account, IdToken tag) { return database.one(account, db -> find(account, tag, db)); }

    static Mono<StoredTag> find(AccountId account, IdToken tag, DatabaseClient db) {
        return db.sql(SELECT + "AND t.tag_key = :tag").bind("account", account.value()).bind("tag", tag.key()).map(TagRows::tag).one();
    }

    private static Node node(Readable row) {
        String[] onlyAt = row.get("only_at", String[].class);
        Set<StationId> stations = onlyAt == null ? null : Stream.of(onlyAt).map(StationId::new).collect(Collectors.toUnmodifiableSet());
        return new Node(text(row, "tag_key"), new IdToken(text(row, "id_tag"), row.get("type", String.class)),
                row.get("parent_key", String.class), row.get("expires_at", Instant.class), is(row, "blocked"),
                row.get("max_transactions", Integer.class), row.get("max_pool_transactions", Integer.class), stations);
    }

    private static StoredTag tag(Readable row) {
        OnlyAt onlyAt = is(row, "restricted")
                ? new OnlyAt(list(row, "station_ids", String[].class), list(row, "site_ids", UUID[].class))
                : null;
        var form = new TagForm(text(row, "id_tag"), row.get("type", String.class), row.get("name", String.class),
                row.get("description", String.class), row.get("parent_id_tag", String.class), row.get("expires_at", Instant.class),
                is(row, "blocked"), row.get("blocked_reason", String.class), row.get("max_transactions", Integer.class),
                row.get("max_pool_transactions", Integer.class), onlyAt, list(row, "user_ids", UUID[].class));
        return new StoredTag(form, is(row, "blocked_here_or_above"), row.get("valid_until", Instant.class));
    }

    private static <T> List<T> list(Readable row, String column, Class<T[]> type) {
        return List.of(Objects.requireNonNull(row.get(column, type)));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }

    private static boolean is(Readable row, String column) { return Boolean.TRUE.equals(row.get(column, Boolean.class)); }
}
