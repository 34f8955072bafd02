package io.wattline.portal.me;

import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.CsmsProblem;
import io.wattline.portal.csms.PeopleClient;
import io.wattline.portal.csms.PeopleClient.Proposal;
import io.wattline.portal.web.Pages;
import java.util.HashMap;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One's own profile, password, second factor, passkeys and sessions. */
@Controller
@RequestMapping("/account")
class MyAccountController {
    private static final Rendering BACK = Rendering.redirectTo("/account").build();

    private final CsmsClient csms;
    private final PeopleClient people;
    private final Pages pages;

    MyAccountController(CsmsClient csms, PeopleClient people, Pages pages) {
        this.csms = csms;
        this.people = people;
        this.pages = pages;
    }

    @GetMapping
    Mono<Rendering> show(ServerWebExchange exchange) { return page(exchange, HttpStatus.OK, view -> view); }

    @PostMapping("/profile")
    Mono<Rendering> profile(@ModelAttribute ProfileForm form, ServerWebExchange exchange) {
        return orSay(exchange, csms.changeMe(form.changes()).thenReturn(BACK));
    }

    @PostMapping("/password")
    Mono<Rendering> password(@ModelAttribute PasswordForm form, ServerWebExchange exchange) {
        return orSay(exchange, people.changePassword(Map.of("oldPassword", text(form.password()), "newPassword", text(form.newPassword())))
                .then(page(exchange, HttpStatus.OK, view -> view.saying("Your password is changed. You are signed out everywhere else."))));
    }

    @PostMapping("/totp")
    Mono<Rendering> propose(@ModelAttribute PasswordForm form, ServerWebExchange exchange) {
        return orSay(exchange, people.proposeTotp(form.confirmation())
                .flatMap(proposal -> page(exchange, HttpStatus.OK, view -> view.proposing(proposal))));
    }

    @PostMapping("/totp/confirm")
    Mono<Rendering> confirm(@ModelAttribute CodeForm form, ServerWebExchange exchange) {
        return people.confirmTotp(Map.of("code", text(form.code())))
                .flatMap(codes -> page(exchange, HttpStatus.OK, view -> view.telling(codes.recoveryCodes())))
                .onErrorResume(CsmsProblem.class, problem -> refused(exchange, problem,
                        view -> view.proposing(new Proposal(text(form.secret()), text(form.uri())))));
    }

    @PostMapping("/totp/recovery-codes")
    Mono<Rendering> renewCodes(@ModelAttribute PasswordForm form, ServerWebExchange exchange) {
        return orSay(exchange, people.renewCodes(form.confirmation())
                .flatMap(codes -> page(exchange, HttpStatus.OK, view -> view.telling(codes.recoveryCodes()))));
    }

    @PostMapping("/totp/off")
    Mono<Rendering> turnOff(@ModelAttribute PasswordForm form, ServerWebExchange exchange) {
        return orSay(exchange, people.turnOffTotp(form.confirmation()).thenReturn(BACK));
    }

    @PostMapping("/passkeys/{id}/remove")
    Mono<Rendering> removePasskey(@PathVariable String id, @ModelAttribute PasswordForm form, ServerWebExchange exchange) {
        return orSay(exchange, people.removePasskey(id, form.confirmation()).thenReturn(BACK));
    }

    @PostMapping("/sessions/{id}/end")
    Mono<Rendering> endSession(@PathVariable String id, ServerWebExchange exchange) {
        return orSay(exchange, people.endSession(id).thenReturn(BACK));
    }

    @PostMapping("/sessions/end-others")
    Mono<Rendering> endOthers(ServerWebExchange exchange) { return orSay(exchange, people.endOtherSessions().thenReturn(BACK)); }

    private Mono<Rendering> page(ServerWebExchange exchange, HttpStatusCode status, UnaryOperator<MyAccountView> change) {
        return Mono.defer(() -> csms.me().flatMap(me -> Mono.zip(people.totp(), people.passkeys(), people.sessions())
                .map(all -> change.apply(MyAccountView.of(me, all.getT1(), all.getT2().items(), all.getT3().items())))
                .flatMap(view -> pages.showAside(exchange, me, status, "account", view))));
    }

    private Mono<Rendering> orSay(ServerWebExchange exchange, Mono<Rendering> done) {
        return done.onErrorResume(CsmsProblem.class, problem -> refused(exchange, problem, view -> view));
    }

    /** What the user did wrong is said on this page; the rest is for others. */
    private Mono<Rendering> refused(ServerWebExchange exchange, CsmsProblem problem, UnaryOperator<MyAccountView> change) {
        if (problem instanceof CsmsProblem.Unauthorized || problem.status() >= 500) return Mono.error(problem);
        return page(exchange, HttpStatusCode.valueOf(problem.status()), view -> change.apply(view).refusing(problem.sentence()));
    }

    private static String text(@Nullable String value) { return value == null ? "" : value; }

    record ProfileForm(@Nullable String name, @Nullable String timeZone, @Nullable String language) {
        Map<String, @Nullable Object> changes() {
            var changes = new HashMap<String, @Nullable Object>();
            changes.put("name", text(name).strip());
            changes.put("timeZone", text(timeZone).strip());
            changes.put("language", text(language).isBlank() ? null : text(language).strip());
            return changes;
        }
    }

    record PasswordForm(@Nullable String password, @Nullable String newPassword) {
        Map<String, String> confirmation() { return Map.of("password", text(password)); }
    }

    record CodeForm(@Nullable String code, @Nullable String secret, @Nullable String uri) {}

}
