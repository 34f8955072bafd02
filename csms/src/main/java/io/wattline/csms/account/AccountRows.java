package io.wattline.csms.account;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class AccountRows {
    private static final String SELECT = """
            SELECT name, currency, time_zone, unknown_station_policy, heartbeat_interval_seconds, boot_policy, boot_retry_seconds,
                any_user_name, frame_retention_days, upload_retention_days, customer_information_days,
                most_event_streams, default_price_per_kwh, concurrent_transactions,
                default_version, unnamed_version_policy, exact_tags, unauthorized_start, confirm_destructive
            FROM account WHERE account_id = :account""";

    private final AccountDatabase database;

    AccountRows(AccountDatabase database) { this.database = database; }

    Mono<AccountForm> find(AccountId account) {
        return database.one(account, db -> db.sql(SELECT).bind("account", account.value()).map(AccountRows::form).one());
    }

    Mono<AccountForm> change(AccountId account, UnaryOperator<AccountForm> change) {
        return database.one(account,
                db -> db.sql(SELECT + " FOR UPDATE").bind("account", account.value()).map(AccountRows::form).one().map(change)
                        .flatMap(form -> db.sql("""
                        UPDATE account SET name = :name, currency = :currency, time_zone = :timeZone, unknown_station_policy = :policy,
                            heartbeat_interval_seconds = :heartbeat, boot_policy = :bootPolicy, boot_retry_seconds = :bootRetry,
                            any_user_name = :anyUserName, frame_retention_days = :frameDays, upload_retention_days = :uploadDays,
                            customer_information_days = :customerDays, most_event_streams = :streams, default_price_per_kwh = :price,
                            concurrent_transactions = :concurrent, default_version = :version, unnamed_version_policy = :unnamed,
                            exact_tags = :exactTags, unauthorized_start = :unauthorizedStart,
                            confirm_destructive = :confirmDestructive
                        WHERE account_id = :account""").bind("account", account.value()).bind("name", form.name())
                                .bind("currency", form.currency())
                                .bind("timeZone", form.timeZone()).bind("policy", form.unknownStationPolicy())
                                .bind("heartbeat", form.heartbeatIntervalSeconds()).bind("bootPolicy", form.bootPolicy())
                                .bind("bootRetry", form.bootRetrySeconds()).bind("anyUserName", form.anyUserName())
                                .bind("frameDays", form.frameRetentionDays()).bind("uploadDays", form.uploadRetentionDays())
                                .bind("customerDays", form.customerInformationDays()).bind("streams", form.mostEventStreams())
                                .bind("price", form.defaultPricePerKwh())
                                .bind("concurrent", form.concurrentTransactions()).bind("version", form.defaultVersion())
                                .bind("unnamed", form.unnamedVersionPolicy()).bind("exactTags", form.exactTags())
                                .bind("unauthorizedStart", form.unauthorizedStart()).bind("confirmDestructive", form.confirmDestructive())
                                .then()
                                .thenReturn(form)));
    }

    private static AccountForm form(Readable row) {
        return new AccountForm(row.get("name", String.class), row.get("currency", String.class), row.get("time_zone", String.class),
                row.get("unknown_station_policy", String.class), row.get("heartbeat_interval_seconds", Integer.class),
                row.get("boot_policy", String.class), row.get("boot_retry_seconds", Integer.class), row.get("any_user_name", Boolean.class),
                row.get("frame_retention_days", Integer.class), row.get("upload_retention_days", Integer.class),
                row.get("customer_information_days", Integer.class), row.get("most_event_streams", Integer.class),
                row.get("default_price_per_kwh", BigDecimal.class),
                row.get("concurrent_transactions", Boolean.class), row.get("default_version", String.class),
                row.get("unnamed_version_policy", String.class), row.get("exact_tags", Boolean.class),
                row.get("unauthorized_start", String.class), row.get("confirm_destructive", Boolean.class));
    }
}
