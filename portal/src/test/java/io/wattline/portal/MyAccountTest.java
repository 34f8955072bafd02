package io.wattline.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class MyAccountTest extends PortalFixture {
    private static final String SESSIONS = "{'items':[{'id':'S1','method':'second-factor','address':'192.0.2.1','userAgent':'Firefox','beganAt':"
            + "'2026-01-05T08:00:00Z','lastUsedAt':'2026-01-05T09:00:00Z','current':true},{'id':'S2','method':'password','address':'192.0.2.2',"
            + "'beganAt':'2026-01-04T08:00:00Z','lastUsedAt':'2026-01-04T09:00:00Z','current':false}],'next':null}";

    @BeforeEach
    void anAccount() {
        csms.answers("GET /me/sessions", SESSIONS);
        csms.answers("GET /me/totp", "{'on':false,'since':null,'recoveryCodesLeft':0}");
        csms.answers("GET /me/passkeys",
                "{'items':[{'id':'P1','name':'My phone','backedUp':true,'createdAt':'2026-01-04T08:00:00Z'}],'next':null}");
    }

    @Test
    void showsWhereOneIsSignedInAndEndsIt() {
        csms.answers("DELETE /me/sessions/S2", "{}");
        var browser = browser().signIn("owner");

        String page = browser.get("/account").getResponseBody();
        var ended = browser.post("/account/sessions/S2/end", Map.of());

        assertThat(page).contains("Firefox", "192.0.2.1", "this one", "/account/sessions/S2/end", "My phone", "On several devices")
                .doesNotContain("/account/sessions/S1/end");
        assertThat(ended.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/account");
        assertThat(csms.requests).contains("DELETE /me/sessions/S2");
    }

    @Test
    void turnsOnTheSecondFactor() {
        csms.answers("POST /me/totp", "{'secret':'SECRET234567','uri':'otpauth://totp/Wattline:o'}");
        csms.answers("POST /me/totp/confirm", "{'recoveryCodes':['abcd-efgh-ijkl-mnop']}");
        var browser = browser().signIn("owner");
        browser.get("/account");

        String proposed = browser.post("/account/totp", Map.of("password", "wattline")).getResponseBody();
        String confirmed = browser.post("/account/totp/confirm", Map.of("code", "123456", "secret", "SECRET234567", "uri", "otpauth://x"))
                .getResponseBody();

        assertThat(proposed).contains("SECRET234567", "otpauth://totp/Wattline:o");
        assertThat(confirmed).contains("abcd-efgh-ijkl-mnop");
    }

    @Test
    void saysOnThePageWhatIsWrong() {
        csms.answers("POST /me/password", "403 {'code':'wrong_password','detail':'The password is wrong.'}");
        var browser = browser().signIn("owner");
        browser.get("/account");

        var refused = browser.post("/account/password", Map.of("password", "guess", "newPassword", "something new"));

        assertThat(refused.getStatus().value()).isEqualTo(403);
        assertThat(refused.getResponseBody()).contains("My account", "The password is wrong.");
    }

    @Test
    void asksForACodeWhereThePasswordIsNotEnough() {
        var browser = browser();
        browser.get("/login");

        String next = browser.post("/login", Map.of("email", "careful@demo.example", "password", "wattline")).getResponseBody();
        var wrong = browser.post("/login", Map.of("ticket", "first-step", "code", "000000", "next", "/tags"));
        var entered = browser.post("/login", Map.of("ticket", "first-step", "code", "123456", "next", "/tags"));

        assertThat(next).contains("name=\"code\"", "value=\"first-step\"").doesNotContain("name=\"password\"");
        assertThat(wrong.getStatus().value()).isEqualTo(401);
        assertThat(wrong.getResponseBody()).contains("The code is wrong.", "value=\"first-step\"");
        assertThat(entered.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/tags");
    }

    @Test
    void aDeviceIsRememberedAfterSigningOut() {
        var browser = browser().signIn("owner");
        browser.get("/overview");

        browser.post("/logout", Map.of());

        assertThat(browser.cookie("wattline-device")).isEqualTo("device-owner");
    }

    @Test
    void csmsHearsFromWhereTheUserComes() {
        browser().signIn("owner");

        assertThat(csms.visits.getLast()).startsWith("127.0.0.1 ").doesNotContain("null");
    }

    @Test
    void setsAPasswordByALink() {
        csms.answers("POST /auth/password-link/use", "{}");
        var browser = browser();
        String page = browser.get("/welcome").getResponseBody();

        var set = browser.post("/welcome", Map.of("link", "secret", "password", "rather long", "name", "Ivy"));

        assertThat(page).contains("Choose your password", "id=\"link\"");
        assertThat(set.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/login?welcome=yes");
        assertThat(csms.requests).anySatisfy(request -> assertThat(request).startsWith("POST /auth/password-link/use")
                .contains("\"link\":\"secret\"", "\"password\":\"rather long\"", "\"name\":\"Ivy\""));
        assertThat(browser.get("/login?welcome=yes").getResponseBody()).contains("Your password is set.");
    }

    @Test
    void tellsWhyAPasswordIsRefusedAndKeepsTheLink() {
        csms.answers("POST /auth/password-link/use", "400 {'code':'bad_request','detail':'Choose another password.','fields':"
                + "[{'field':'password','message':'has fewer than 10 characters'}]}");
        var browser = browser();
        browser.get("/welcome");

        String refused = browser.post("/welcome", Map.of("link", "secret", "password", "short", "name", "Ivy")).getResponseBody();

        assertThat(refused).contains("has fewer than 10 characters", "value=\"secret\"", "value=\"Ivy\"");
    }

    @Test
    void invitesSomebodyAndShowsTheLink() {
        csms.answers("POST /users/invitations",
                "{'userId':'u9','email':'ivy@demo.example','link':'https://portal.example/welcome#s3cret','expiresAt':'2026-01-12T08:00:00Z'}");
        var browser = browser().signIn("owner");
        browser.get("/users");

        String page = browser.post("/users/invitations", Map.of("email", "ivy@demo.example", "name", "Ivy", "permissions", "ReadTags"))
                .getResponseBody();

        assertThat(page).contains("https://portal.example/welcome#s3cret", "ivy@demo.example");
        assertThat(csms.requests).anySatisfy(request -> assertThat(request).startsWith("POST /users/invitations")
                .contains("\"permissions\":[\"ReadTags\"]", "\"email\":\"ivy@demo.example\""));
    }
}
