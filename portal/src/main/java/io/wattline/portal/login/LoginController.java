package io.wattline.portal.login;

import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.CsmsClient.RefreshToken;
import io.wattline.portal.csms.CsmsClient.Tokens;
import io.wattline.portal.csms.CsmsProblem;
import io.wattline.portal.csms.PeopleClient;
import io.wattline.portal.csms.PeopleClient.Credentials;
import io.wattline.portal.web.LocalPath;
import io.wattline.portal.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signing in with a password, and with a code where that is not enough; and out. */
@Controller
class LoginController {
    private static final String PASSWORD_SET = "Your password is set. Sign in with it.";

    private final CsmsClient csms;
    private final PeopleClient people;
    private final Pages pages;
    private final ProviderProperties provider;

    LoginController(CsmsClient csms, PeopleClient people, Pages pages, ProviderProperties provider) {
        this.provider = provider;
        this.csms = csms;
        this.people = people;
        this.pages = pages;
    }

    @GetMapping("/login")
    Mono<Rendering> form(@RequestParam(required = false) @Nullable String next, @RequestParam(required = false) @Nullable String welcome,
            @RequestParam(name = "provider", required = false) @Nullable String failed, ServerWebExchange exchange) {
        return page(exchange, HttpStatus.OK, view(LocalPath.of(next), "", null, failed == null ? null : sentence(failed),
                welcome == null ? null : PASSWORD_SET));
    }

    @PostMapping("/login")
    Mono<Rendering> signIn(@ModelAttribute LoginForm form, ServerWebExchange exchange) {
        if (provider.only()) return Mono.error(CsmsProblem.notFound("Sign in with your organisation."));
        String device = SignInCookies.device(exchange);
        var credentials = form.code() == null
                ? new Credentials(text(form.email()).strip(), text(form.password()), null, null, device)
                : new Credentials(null, null, text(form.ticket()), form.code().strip(), device);
        return people.signIn(credentials).map(tokens -> enter(exchange, tokens, form))
                .onErrorResume(CsmsProblem.class, problem -> Mono.just(page(exchange, statusOf(problem), again(form, problem))))
                .flatMap(page -> page);
    }

    @PostMapping("/logout")
    Mono<Rendering> signOut(ServerWebExchange exchange) {
        String token = SignInCookies.refresh(exchange);
        SignInCookies.dropAll(exchange);
        var login = Rendering.redirectTo("/login").build();
        if (token == null) return Mono.just(login);
        return csms.signOut(new RefreshToken(token)).onErrorComplete(CsmsProblem.class).thenReturn(login);
    }

    private static Mono<Rendering> enter(ServerWebExchange exchange, Tokens tokens, LoginForm form) {
        SignInCookies.write(exchange, tokens);
        return Mono.just(Rendering.redirectTo(LocalPath.of(form.next())).build());
    }

    private Mono<Rendering> page(ServerWebExchange exchange, HttpStatusCode status, LoginView view) {
        return pages.showAside(exchange, null, status, "login", view);
    }

    private LoginView view(String next, String email, @Nullable String ticket, @Nullable String error, @Nullable String notice) {
        return new LoginView(next, email, ticket, error, notice, provider.isThere() ? provider.label() : null, !provider.only());
    }

    private static String sentence(String failed) {
        return failed.equals("unreachable")
                ? "Your organisation's sign-in does not answer at the moment. Try again in a minute."
                : "Signing in with your organisation did not work. Try again, or ask your administrator.";
    }

    /** The same step once more, or the next one. */
    private LoginView again(LoginForm form, CsmsProblem problem) {
        if (problem instanceof CsmsProblem.Unauthorized next && next.ticket() != null)
            return view(LocalPath.of(form.next()), text(form.email()), next.ticket(), null, null);
        boolean wrongPassword = problem instanceof CsmsProblem.Unauthorized && form.code() == null;
        String sentence = wrongPassword ? "Email and password do not match. Check both and try again." : problem.sentence();
        return view(LocalPath.of(form.next()), text(form.email()), form.code() == null ? null : form.ticket(), sentence, null);
    }

    /** What is only the next step is no failure. */
    private static HttpStatusCode statusOf(CsmsProblem problem) {
        boolean next = problem instanceof CsmsProblem.Unauthorized unauthorized && unauthorized.ticket() != null;
        return next ? HttpStatus.OK : HttpStatusCode.valueOf(problem.status());
    }

    private static String text(@Nullable String value) { return value == null ? "" : value; }

    record LoginForm(@Nullable String email, @Nullable String password, @Nullable String ticket, @Nullable String code,
            @Nullable String next) {}

    /**
     * With a ticket the page asks for a code, else for email and password. {@code provider} is the label of its button, null when there is
     * none; {@code password} whether to ask for one.
     */
    record LoginView(String next, String email, @Nullable String ticket, @Nullable String error, @Nullable String notice,
            @Nullable String provider, boolean password) {}
}
