package io.wattline.csms.variable;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.variable.VariableChange.Told;
import io.wattline.csms.variable.VariableChanges.Gone;
import io.wattline.csms.variable.VariableChanges.Place;
import io.wattline.model.event.VariablesReported.Attribute;
import io.wattline.model.event.VariablesReported.Characteristics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What ingest writes of device models: many rows with one statement. */
@Component
@CrossTenant("a batch holds variables of all accounts; every row names its account")
class VariableRows {
    private final JsonMapper json;

    VariableRows(JsonMapper json) { this.json = json; }

    /** What is not told leaves what is known, and so does what a late message brings. */
    Mono<Void> write(DatabaseClient db, List<VariableChange> rows) {
        if (rows.isEmpty()) return Mono.empty();
        return Rows
                .of(db.sql(
                        """
                INSERT INTO variable AS old (account_id, station_id, variable_key, component, component_instance, evse, connector, variable, instance,
                    attributes, unit, data_type, min_limit, max_limit, values_list, supports_monitoring, reboot_required, updated_at)
                SELECT account_id, station_id, key, component, component_instance, evse, connector, variable, instance, attributes::jsonb, unit, data_type,
                    min_limit, max_limit, string_to_array(values_list, E'\\x1f'), supports_monitoring, reboot_required, at
                FROM unnest(:account::text[], :station::text[], :key::text[], :component::text[], :componentInstance::text[], :evse::int[],
                    :connector::int[], :variable::text[], :instance::text[], :attributes::text[], :unit::text[], :dataType::text[], :min::numeric[],
                    :max::numeric[], :values::text[], :supportsMonitoring::boolean[], :rebootRequired::boolean[], :at::timestamptz[])
                    AS v(account_id, station_id, key, component, component_instance, evse, connector, variable, instance, attributes, unit, data_type,
                    min_limit, max_limit, values_list, supports_monitoring, reboot_required, at)
                ON CONFLICT (account_id, station_id, variable_key) DO UPDATE SET
                    attributes = (SELECT COALESCE(jsonb_object_agg(type, CASE
                            WHEN (excluded.attributes -> type ->> 'asOf')::timestamptz < (old.attributes -> type ->> 'asOf')::timestamptz
                            THEN (excluded.attributes -> type) || (old.attributes -> type)
                            ELSE COALESCE(old.attributes -> type, '{}') || COALESCE(excluded.attributes -> type, '{}') END),
                        '{}') FROM jsonb_object_keys(old.attributes || excluded.attributes) AS type),
                    unit = COALESCE(excluded.unit, old.unit), data_type = COALESCE(excluded.data_type, old.data_type),
                    min_limit = COALESCE(excluded.min_limit, old.min_limit), max_limit = COALESCE(excluded.max_limit, old.max_limit),
                    values_list = COALESCE(excluded.values_list, old.values_list),
                    supports_monitoring = COALESCE(excluded.supports_monitoring, old.supports_monitoring),
                    reboot_required = old.reboot_required OR excluded.reboot_required, updated_at = excluded.updated_at, missing_since = NULL"""),
                        rows)
                .column("account", r -> r.account().value()).column("station", r -> r.station().value())
                .column("key", r -> r.variable().key()).column("component", r -> r.variable().component())
                .column("componentInstance", r -> r.variable().componentInstance())
                .column("evse", r -> r.variable().evse()).column("connector", r -> r.variable().connector())
                .column("variable", r -> r.variable().name()).column("instance", r -> r.variable().instance())
                .column("attributes", r -> attributes(r.attributes()))
                .column("unit", r -> clean(r.of(Characteristics::unit)))
                .column("dataType", r -> r.of(Characteristics::dataType))
                .column("min", VariableChange::min).column("max", VariableChange::max)
                .column("values", VariableRows::values)
                .column("supportsMonitoring", r -> r.of(Characteristics::supportsMonitoring))
                .column("rebootRequired", VariableChange::rebootRequired)
                .column("at", VariableChange::receivedAt).bound().then();
    }

    Mono<Void> markGone(DatabaseClient db, List<Gone> rows) {
        if (rows.isEmpty()) return Mono.empty();
        return Rows
                .of(db.sql(
                        """
                UPDATE variable v SET missing_since = g.at
                FROM unnest(:account::text[], :station::text[], :key::text[], :at::timestamptz[]) AS g(account_id, station_id, key, at)
                WHERE v.account_id = g.account_id AND v.station_id = g.station_id AND v.variable_key = g.key AND v.missing_since IS NULL"""),
                        rows)
                .column("account", r -> r.place().account().value())
                .column("station", r -> r.place().station().value()).column("key", Gone::key)
                .column("at", Gone::at).bound().then();
    }

    /** What waited for a boot counts now. */
    Mono<Void> booted(DatabaseClient db, List<Place> stations) {
        if (stations.isEmpty()) return Mono.empty();
        return Rows.of(db.sql("""
                UPDATE variable v SET reboot_required = false
                FROM unnest(:account::text[], :station::text[]) AS b(account_id, station_id)
                WHERE v.account_id = b.account_id AND v.station_id = b.station_id AND v.reboot_required"""), stations)
                .column("account", r -> r.account().value()).column("station", r -> r.station().value()).bound()
                .then();
    }

    private String attributes(Map<String, Told> attributes) {
        ObjectNode object = json.createObjectNode();
        attributes.forEach((type, told) -> {
            Attribute attribute = told.attribute();
            ObjectNode members = object.putObject(type);
            if (attribute.value() != null) members.put("value", clean(attribute.value()));
            if (attribute.mutability() != null) members.put("mutability", attribute.mutability());
            if (attribute.persistent() != null) members.put("persistent", attribute.persistent());
            if (attribute.constant() != null) members.put("constant", attribute.constant());
            if (told.asOf() != null && attribute.value() != null) members.put("asOf", told.asOf().toString());
        });
        return object.toString();
    }

    private static @Nullable String values(VariableChange change) {
        List<String> values = change.of(Characteristics::values);
        return values == null || values.isEmpty() ? null : clean(String.join("\u001f", values));
    }

    /** PostgreSQL keeps no NUL. */
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace("\u0000", "");
    }
}
