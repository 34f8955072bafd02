package io.wattline.csms;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.certificate.Keys;
import io.wattline.csms.database.AllAccountsDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every route that names something of an account, called by the other account with all permissions. New routes take part by existing. */
@CsmsTest
class ForeignAccountTest {
    private record Call(HttpMethod method, String path, String body) {}

    /** What a route's first variable names; any other collection has nothing of an account. */
    private static final Pattern OWNED = Pattern.compile("/api/v1/([a-z-]+)/\\{(\\w+)}.*");
    private static final List<String> OF_NO_ACCOUNT = List.of("ocpp", "commands");
    private static final Map<String, String> COMMANDS = Map.ofEntries(Map.entry("remote-start", "{'idTag':'DEMO0001','evse':1}"),
            Map.entry("remote-stop", "{'ocppTransactionId':'4711'}"), Map.entry("reset", "{'type':'soft'}"),
            Map.entry("unlock-connector", "{'evse':1}"), Map.entry("get-diagnostics", "{}"),
            Map.entry("update-firmware", "{'location':'http://localhost/x'}"), Map.entry("get-installed-certificate-ids", "{}"),
            Map.entry("change-availability", "{'operative':false}"), Map.entry("trigger-message", "{'requestedMessage':'Heartbeat'}"),
            Map.entry("get-configuration", "{'keys':[]}"), Map.entry("change-configuration", "{'key':'HeartbeatInterval','value':'60'}"),
            Map.entry("get-variables", "{'variables':[{'component':'OCPPCommCtrlr','variable':'HeartbeatInterval'}]}"),
            Map.entry("set-variables", "{'variables':[{'component':'OCPPCommCtrlr','variable':'HeartbeatInterval','value':'60'}]}"),
            Map.entry("clear-cache", "{}"), Map.entry("get-base-report", "{}"),
            Map.entry("reserve-now", "{'idTag':'DEMO0001','evse':1,'expiresAt':'2099-01-01T00:00:00Z'}"),
            Map.entry("get-local-list-version", "{}"), Map.entry("send-local-list", "{'version':1,'updateType':'full'}"),
            Map.entry("cancel-reservation", "{'reservationId':1}"), Map.entry("clear-charging-profile", "{}"),
            Map.entry("get-charging-profiles", "{}"), Map.entry("get-composite-schedule", "{'durationSeconds':60}"),
            Map.entry("set-charging-profile", "{'profile':{'purpose':'TxDefaultProfile','kind':'Relative','schedules':[]}}"),
            Map.entry("data-transfer", "{'vendorId':'v'}"),
            Map.entry("get-transaction-status", "{}"), Map.entry("remote-start-transaction", "{'idTag':'DEMO0001'}"));

    private static final String AUTHORITY = Keys.pem(Keys.ec("CN=Foreign").selfSigned());

    @LocalServerPort
    private int port;
    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;
    @Autowired
    private AllAccountsDatabase database;

    @BeforeEach
    void somethingOfEverything() {
        // what earlier tests asked of stations must not come to its end meanwhile
        sql("UPDATE task SET stage = 'failed', deadline = NULL WHERE stage NOT IN ('effective', 'failed')");
        for (String account : List.of("demo", "nordic")) {
            String station = account.equals("demo") ? "CP1" : "NCP1";
            sql("INSERT INTO transaction (account_id, transaction_id, station_id, ocpp_transaction_id, evse, connector, id_tag, state, started_at, received_at, "
                    + "updated_at) VALUES ('" + account + "', '" + id(account, "transaction") + "', '" + station
                    + "', 'foreign', 1, 1, 'X', 'active', now(), now(), "
                    + "now()) ON CONFLICT DO NOTHING");
            sql("INSERT INTO task (account_id, task_id, station_id, command, stage, created_at, updated_at) VALUES ('" + account + "', '"
                    + id(account, "task")
                    + "', '" + station + "', 'reset', 'failed', now(), now()) ON CONFLICT DO NOTHING");
            sql("INSERT INTO charging_profile (account_id, charging_profile_id, profile_number, name, content, created_at, updated_at) VALUES ('"
                    + account + "', '" + id(account, "profile")
                    + "', 4711, 'X', '{\"stackLevel\":0}', now(), now()) ON CONFLICT DO NOTHING");
            sql("INSERT INTO reservation (account_id, reservation_id, station_id, reservation_number, evse, connector, id_tag, tag_key, expires_at, status, "
                    + "created_at, updated_at) VALUES ('" + account + "', '" + id(account, "reservation") + "', '" + station
                    + "', 4711, 1, 1, 'X', 'X', '2099-01-01', 'accepted', now(), now()) ON CONFLICT DO NOTHING");
            sql("INSERT INTO api_key (account_id, key_id, name, prefix, key_hash, permissions, requests_per_minute, created_by, created_at, expires_at) "
                    + "SELECT '" + account + "', '" + id(account, "key") + "', 'X', 'wl_', '" + account
                    + "', '{}', 1, user_id, now(), now() "
                    + "FROM app_user WHERE email = 'owner@" + account + ".example' ON CONFLICT DO NOTHING");
            sql("INSERT INTO site (account_id, site_id, name, time_zone, updated_at) VALUES ('" + account + "', '" + id(account, "site")
                    + "', 'Foreign', 'UTC', now()) ON CONFLICT DO NOTHING");
            sql("INSERT INTO unknown_tag (account_id, tag_key, id_tag, station_id, first_seen_at, last_seen_at, count) VALUES ('" + account
                    + "', 'SEEN-" + account.toUpperCase(Locale.ROOT) + "', 'SEEN-" + account + "', '" + station
                    + "', now(), now(), 1) ON CONFLICT DO NOTHING");
            for (String kind : List.of("firmware", "log"))
                sql("INSERT INTO file (account_id, file_id, kind, name, size_bytes, sha256, md5, station_id, created_at) VALUES ('"
                        + account
                        + "', '" + id(account, kind) + "', '" + kind + "', 'x', 1, '', '', '" + station
                        + "', now()) ON CONFLICT DO NOTHING");
            sql("INSERT INTO trusted_authority (account_id, authority_id, name, purpose, certificate, subject, thumbprint, not_after, created_at) "
                    + "VALUES ('" + account + "', '" + id(account, "authority")
                    + "', 'X', 'stations', '" + AUTHORITY + "', '', '', now(), now()) ON CONFLICT DO NOTHING");
            sql("INSERT INTO issued_certificate (account_id, certificate_id, station_id, certificate_type, subject, issuer, serial_number, thumbprint, "
                    + "chain, not_before, not_after, issued_at) VALUES ('" + account + "', '" + id(account, "certificate") + "', '"
                    + station
                    + "', 'X', '', '', '', '', '', now(), now(), now()) ON CONFLICT DO NOTHING");
            sql("INSERT INTO firmware (account_id, file_id, version) VALUES ('" + account + "', '" + id(account, "firmware")
                    + "', '1') ON CONFLICT DO NOTHING");
        }
    }

    @Test
    void nothingOfTheNorthIsThereForTheDemo() { assertNothingIsThere(Rest.OWNER, "nordic", "NCP1", "NORDIC01", Rest.NORDIC); }

    @Test
    void nothingOfTheDemoIsThereForTheNorth() { assertNothingIsThere(Rest.NORDIC, "demo", "CP1", "DEMO0001", Rest.DRIVER); }

    private void assertNothingIsThere(String caller, String account, String station, String tag, String user) {
        Rest rest = Rest.as(caller, port);
        String before = contents(account);
        Map<String, String> ids = Map.ofEntries(Map.entry("stations", station), Map.entry("tags", tag), Map.entry("users", userId(user)),
                Map.entry("accounts", account), Map.entry("transactions", id(account, "transaction")),
                Map.entry("tasks", id(account, "task")), Map.entry("reservations", id(account, "reservation")),
                Map.entry("charging-profiles", id(account, "profile")), Map.entry("firmware", id(account, "firmware")),
                Map.entry("files", id(account, "log")), Map.entry("api-keys", id(account, "key")),
                Map.entry("sites", id(account, "site")), Map.entry("unknown-tags", "SEEN-" + account),
                Map.entry("trusted-authorities", id(account, "authority")), Map.entry("certificates", id(account, "certificate")));
        var seen = new ArrayList<String>();

        for (Call call : calls(ids)) {
            byte[] body = rest.call(call.method(), call.method().equals(HttpMethod.GET) ? null : call.body(), call.path()).expectBody()
                    .returnResult()
                    .getResponseBodyContent();
            JsonNode problem = body == null ? null : new JsonMapper().readTree(body);
            String code = problem == null || !problem.has("code") ? "none" : problem.get("code").asString();
            if (!code.startsWith("unknown_") && !code.equals("forbidden")) seen.add(call.method() + " " + call.path() + " -> " + problem);
        }

        assertThat(seen).isEmpty();
        assertThat(contents(account)).isEqualTo(before);
    }

    private List<Call> calls(Map<String, String> ids) {
        var calls = new ArrayList<Call>();
        var unknown = new TreeSet<String>();
        for (RequestMappingInfo route : requestMappingHandlerMapping.getHandlerMethods().keySet()) {
            for (String pattern : route.getPatternsCondition().getPatterns().stream().map(Object::toString).toList()) {
                Matcher owned = OWNED.matcher(pattern);
                if (!owned.matches() || OF_NO_ACCOUNT.contains(owned.group(1))) continue;
                String id = ids.get(owned.group(1));
                if (id == null) unknown.add(pattern);
                else
                    for (RequestMethod method : route.getMethodsCondition().getMethods())
                        variants(pattern.replace("{" + owned.group(2) + "}", id).replace("{fileId}", ids.get("files"))
                                .replace("{requestId}", "4711"))
                                .map(call -> new Call(method.asHttpMethod(), call.path(), call.body())).forEach(calls::add);
            }
        }
        assertThat(unknown).as("routes whose ids this test does not know").isEmpty();
        assertThat(calls).hasSizeGreaterThan(12);
        return calls;
    }

    private static Stream<Call> variants(String path) {
        if (path.contains("/commands/{"))
            return COMMANDS.entrySet().stream()
                    .map(command -> new Call(HttpMethod.POST, path.replaceAll("\\{\\w+}", command.getKey()), command.getValue()));
        if (path.contains("/ocpp/{")) return Stream.of(new Call(HttpMethod.POST, path.replaceAll("\\{\\w+}", "Reset"), "{'type':'Soft'}"));
        return Stream.of(new Call(HttpMethod.POST, path, path.matches(".*/(close|revoke)") ? "{'reason':'test'}" : "{}"));
    }

    private String contents(String account) {
        var tables = List.of("account", "app_user", "station", "station_access", "tag", "tag_user", "transaction", "task",
                "file", "firmware", "reservation", "local_list", "charging_profile", "variable_wanted", "api_key", "site",
                "tag_station", "tag_site", "site_user", "unknown_tag",
                "certificate_settings", "certificate_authority", "trusted_authority", "issued_certificate");
        return String.join("\n",
                tables.stream().map(table -> text("SELECT COALESCE(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM " + table
                        + " t WHERE account_id = '" + account + "'")).toList());
    }

    private String userId(String email) { return text("SELECT user_id::text FROM app_user WHERE email = '" + email + "'"); }

    private static String id(String account, String of) {
        return UUID.nameUUIDFromBytes((account + of).getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString();
    }

    private String text(String select) {
        return database.client().sql(select).map(row -> row.get(0, String.class)).one().toFuture().join();
    }

    private void sql(String statement) { database.client().sql(statement).then().toFuture().join(); }
}
