package io.wattline.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest extends PortalFixture {
    private static final String POLLS = "hx-trigger=\"every 500ms\"";

    @Test
    void showsTheStagesOfACommandAsTheyHappen() {
        csms.answersInTurn("GET /tasks/K1", task("sent','request':{'idTag':'DEMO0001'},'x':'"),
                task("answered','result':'Accepted','response':{'status':'Accepted'},'x':'"),
                task("effective','finished':true,'result':'Accepted','request':{},'response':{'status':'Accepted'},'x':'"));
        var browser = signedIn();

        String queued = browser.htmxPost("/stations/CP1/commands/remote-start", Map.of("idTag", "DEMO0001", "connector", "1/1"))
                .getResponseBody();
        String sent = browser.get("/stations/CP1/tasks/K1").getResponseBody();
        String answered = browser.get("/stations/CP1/tasks/K1").getResponseBody();
        var effective = browser.get("/stations/CP1/tasks/K1");

        assertThat(csms.requests).contains("POST /stations/CP1/commands/remote-start {\"idTag\":\"DEMO0001\",\"evse\":1,\"connector\":1}");
        assertThat(queued).contains("Queued", "hx-get=\"/stations/CP1/tasks/K1\"", POLLS).doesNotContain("<html");
        assertThat(sent).contains("Waiting for the station", POLLS, done("sent")).doesNotContain(done("answered"));
        assertThat(answered).contains("Accepted", POLLS, done("answered")).doesNotContain(done("effective"));
        assertThat(effective.getResponseBody()).contains("Effective", done("effective"), "&quot;status&quot; : &quot;Accepted&quot;")
                .doesNotContain(POLLS);
        assertThat(effective.getResponseHeaders().getFirst("HX-Trigger")).isEqualTo("task-moved");
    }

    @Test
    void endsWithTheAnswerWhereNothingMoreCanCome() {
        csms.answers("GET /tasks/K1",
                task("answered','finished':true,'result':'Accepted','x':'").replace("remote-start", "trigger-message"));
        String accepted = signedIn().get("/stations/CP1/tasks/K1").getResponseBody();
        csms.answers("GET /tasks/K1", task("answered','finished':true,'result':'Rejected','x':'"));
        String rejected = signedIn().get("/stations/CP1/tasks/K1").getResponseBody();

        assertThat(accepted).contains("Accepted").doesNotContain(POLLS, "effective");
        assertThat(rejected).contains("Rejected").doesNotContain(POLLS, "effective");
    }

    @Test
    void tellsWhyACommandCouldNotBeSent() {
        csms.answers("POST /stations/CP1/commands/unlock-connector",
                "503 {'code':'charger_offline','detail':'CP1 is offline.','taskId':'K7'}");
        csms.answers("GET /tasks/K7",
                task("failed','finished':true,'result':'Unreachable','error':'CP1 is not connected.','x':'").replace("K1", "K7"));

        String answer = signedIn().htmxPost("/stations/CP1/commands/unlock-connector", Map.of("connector", "1/1")).getResponseBody();

        assertThat(answer).contains("CP1 is not connected.", "Unreachable", "data-state=\"failed\"", done("queued")).doesNotContain(POLLS,
                done("sent"));
    }

    @Test
    void showsTheSentenceOfARefusedCommandAsANotice() {
        csms.answers("POST /stations/CP1/commands/trigger-message",
                "400 {'code':'bad_request','detail':'This version has no such message.',"
                        + "'fields':[{'field':'requestedMessage','message':'unknown'}]}");

        var answer = signedIn().htmxPost("/stations/CP1/commands/trigger-message", Map.of("requestedMessage", "Nonsense"));

        assertThat(answer.getResponseHeaders().getFirst("HX-Retarget")).isEqualTo("#notices");
        assertThat(answer.getResponseBody()).contains("This version has no such message. requestedMessage: unknown.", "role=\"alert\"");
    }

    @Test
    void asksTwiceBeforeItDisturbsSomebody() {
        var browser = signedIn();

        String question = browser.htmxPost("/stations/CP1/commands/reset", Map.of("type", "soft")).getResponseBody();

        assertThat(question).contains("Restart the station?", "name=\"type\" value=\"soft\"", "name=\"confirmed\" value=\"yes\"");
        assertThat(csms.requests).noneMatch(request -> request.startsWith("POST"));

        String confirmed = browser.htmxPost("/stations/CP1/commands/reset", Map.of("type", "soft", "confirmed", "yes")).getResponseBody();

        assertThat(confirmed).contains("Reset", "Queued");
        assertThat(csms.requests).contains("POST /stations/CP1/commands/reset {\"type\":\"soft\"}");
    }

    @Test
    void hasTheStationTypedBeforeItDoesLastingHarm() {
        csms.answersInTurn("POST /stations/CP1/commands/reset",
                "428 {'code':'confirmation_required','detail':'Running sessions are cut off at once.','confirm':'CP1'}", Samples.TASK);
        var browser = signedIn();

        String question = browser.htmxPost("/stations/CP1/commands/reset", Map.of("type", "hard")).getResponseBody();
        browser.htmxPost("/stations/CP1/commands/reset", Map.of("type", "hard", "confirmed", "yes", "typed", "CP1"));

        assertThat(question).contains("Running sessions are cut off at once.", "Type CP1", "name=\"typed\"",
                "name=\"type\" value=\"hard\"");
        assertThat(csms.confirmations).containsExactly("", "CP1");
    }

    @Test
    void sendsARawPayloadAsItWasWritten() {
        var browser = signedIn();
        String payload = "{ \"type\": \"Soft\", \"extra\": 1 }";

        String question = browser.htmxPost("/stations/CP1/ocpp", Map.of("action", "Reset", "payload", payload)).getResponseBody();
        browser.htmxPost("/stations/CP1/ocpp", Map.of("action", "Reset", "payload", payload, "confirmed", "yes"));

        assertThat(question).contains("Send Reset with exactly this payload?",
                "{ &quot;type&quot;: &quot;Soft&quot;, &quot;extra&quot;: 1 }");
        assertThat(csms.requests).contains("POST /stations/CP1/ocpp/Reset " + payload);
    }

    @Test
    void writesTheBodiesThatCsmsKnows() {
        var browser = signedIn();
        csms.answers("POST /stations/CP1/commands/change-availability", Samples.TASK);
        csms.answers("POST /stations/CP1/commands/set-variables", Samples.TASK);

        browser.htmxPost("/stations/CP1/commands/get-configuration", Map.of("keys", "HeartbeatInterval, MeterValueSampleInterval"));
        browser.htmxPost("/stations/CP1/commands/change-availability", Map.of("operative", "no", "connector", "", "confirmed", "yes"));
        browser.htmxPost("/stations/CP1/commands/set-variables",
                Map.of("component", "OCPPCommCtrlr", "variable", "HeartbeatInterval", "value", "60", "confirmed", "yes"));

        assertThat(csms.requests).contains(
                "POST /stations/CP1/commands/get-configuration {\"keys\":[\"HeartbeatInterval\",\"MeterValueSampleInterval\"]}",
                "POST /stations/CP1/commands/change-availability {\"operative\":false}",
                "POST /stations/CP1/commands/set-variables {\"variables\":[{\"component\":\"OCPPCommCtrlr\",\"variable\":\"HeartbeatInterval\",\"value\":\"60\"}]}");
    }

    @Test
    void listsTheRecentCommands() {
        String recent = signedIn().get("/stations/CP1/tasks").getResponseBody();
        csms.answers("GET /tasks", "{'items':[],'next':null}");
        String none = signedIn().get("/stations/CP1/tasks").getResponseBody();

        assertThat(recent).contains("Remote start", "Effective", "task-moved from:body").doesNotContain("<html");
        assertThat(none).contains("No command has been sent yet.");
    }

    private static Browser signedIn() {
        var browser = browser().signIn("owner");
        browser.get("/stations/CP1");
        csms.requests.clear();
        return browser;
    }

    private static String task(String stage) { return Samples.TASK.replace("queued", stage); }

    private static String done(String stage) { return "<li data-state=\"done\">" + stage + "</li>"; }
}
