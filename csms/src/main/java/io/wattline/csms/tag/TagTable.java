package io.wattline.csms.tag;

import io.wattline.csms.database.Rows;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** The rows of some tags of an account, in the transaction of its client: one statement per table, however many tags. */
final class TagTable {
    /** Something that a tag names. */
    private record Link(String tagKey, String id) {}

    private final AccountId account;
    private final DatabaseClient db;

    TagTable(AccountId account, DatabaseClient db) {
        this.account = account;
        this.db = db;
    }

    /** Fails with {@code bad_request} when one names a user, station or site that is not there. */
    Mono<Void> save(List<TagForm> tags, Instant now) {
        return upsert(tags, now).then(Mono.defer(() -> noLongerUnknown(tags)))
                .then(Mono.defer(() -> link(tags, "userIds", form -> texts(form.userIds()), "tag_user", "user_id", "app_user")))
                .then(Mono.defer(() -> link(tags, "onlyAt.stationIds", form -> texts(form.stationIds()), "tag_station", "station_id",
                        "(SELECT * FROM station WHERE deleted_at IS NULL)")))
                .then(Mono.defer(() -> link(tags, "onlyAt.siteIds", form -> texts(form.siteIds()), "tag_site", "site_id", "site")));
    }

    private Mono<Void> upsert(List<TagForm> tags, Instant now) {
        return Rows.of(of("""
                INSERT INTO tag (account_id, tag_key, id_tag, type, name, description, parent_key, expires_at, blocked, blocked_reason,
                    max_transactions, max_pool_transactions, restricted, updated_at)
                SELECT :account, n.*, :now FROM unnest(:tag::text[], :idTag::text[], :type::text[], :name::text[], :description::text[],
                    :parent::text[], :expiresAt::timestamptz[], :blocked::boolean[], :reason::text[], :most::int[], :mostOfPool::int[],
                    :restricted::boolean[]) AS n
                ON CONFLICT (account_id, tag_key) DO UPDATE SET type = excluded.type, name = excluded.name, description = excluded.description,
                    parent_key = excluded.parent_key, expires_at = excluded.expires_at, blocked = excluded.blocked,
                    blocked_reason = excluded.blocked_reason, max_transactions = excluded.max_transactions,
                    max_pool_transactions = excluded.max_pool_transactions, restricted = excluded.restricted,
                    updated_at = excluded.updated_at""").bind("now", now), tags)
                .column("tag", form -> form.token().key()).column("idTag", form -> form.token().value()).column("type", TagForm::type)
                .column("name", TagForm::name).column("description", TagForm::description).column("parent", TagForm::parentKey)
                .column("expiresAt", TagForm::expiresAt).column("blocked", TagForm::blocked).column("reason", TagForm::blockedReason)
                .column("most", TagForm::maxTransactions).column("mostOfPool", TagForm::maxPoolTransactions)
                .column("restricted", form -> form.onlyAt() != null).bound().then();
    }

    /** Rows that stay as they are leave no trace in the audit. */
    private Mono<Void> link(List<TagForm> tags, String member, Function<TagForm, List<String>> ids, String table, String column,
            String things) {
        List<Link> links = tags.stream().flatMap(form -> ids.apply(form).stream().map(id -> new Link(form.token().key(), id))).toList();
        String gone = """
                DELETE FROM %1$s l WHERE account_id = :account AND tag_key = ANY (:tags) AND NOT EXISTS (
                    SELECT FROM unnest(:tag::text[], :id::text[]) AS n(tag_key, id) WHERE n.tag_key = l.tag_key AND n.id = l.%2$s::text)"""
                .formatted(table, column);
        String there = """
                INSERT INTO %1$s (account_id, tag_key, %2$s) SELECT t.account_id, n.tag_key, t.%2$s
                FROM unnest(:tag::text[], :id::text[]) AS n(tag_key, id) JOIN %3$s t ON t.account_id = :account AND t.%2$s::text = n.id
                ON CONFLICT (account_id, tag_key, %2$s) DO UPDATE SET %2$s = excluded.%2$s""".formatted(table, column, things);
        return bound(gone, links).bind("tags", keys(tags)).then()
                .then(Mono.defer(() -> bound(there, links).fetch().rowsUpdated()))
                .filter(found -> found == links.size())
                .switchIfEmpty(Mono.error(() -> Problem.badRequest("Some of it does not exist.",
                        new Problem.Field(member, "names something unknown"))))
                .then();
    }

    private GenericExecuteSpec bound(String sql, List<Link> links) {
        return Rows.of(of(sql), links).column("tag", Link::tagKey).column("id", Link::id).bound();
    }

    private Mono<Void> noLongerUnknown(List<TagForm> tags) {
        return of("DELETE FROM unknown_tag WHERE account_id = :account AND tag_key = ANY (:tags)").bind("tags", keys(tags)).then();
    }

    private static String[] keys(List<TagForm> tags) { return tags.stream().map(TagForm::token).map(IdToken::key).toArray(String[]::new); }

    private static List<String> texts(List<?> ids) { return ids.stream().map(Object::toString).distinct().toList(); }

    private GenericExecuteSpec of(String sql) { return db.sql(sql).bind("account", account.value()); }
}
