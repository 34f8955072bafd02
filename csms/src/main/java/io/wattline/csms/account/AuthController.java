package io.wattline.csms.account;

import io.wattline.csms.web.Open;
import io.wattline.csms.web.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Signing in, staying so, and out. */
@RestController
@RequestMapping("/api/v1/auth")
class AuthController {
    /**
     * A user name (his e-mail address) with a password; or the ticket of {@code second_factor_required} with a code; or a refresh token; or an
     * access token of a provider that is trusted here. The device token is that of an earlier sign-in.
     */
    record TokenForm(@Nullable String username, @Nullable String password, @Nullable String code, @Nullable String ticket,
            @Nullable String refreshToken, @Nullable String externalToken, @Nullable String deviceToken) {}

    record LogoutForm(@NotBlank String refreshToken) {}

    private final SignIn signIn;
    private final OutsideSignIn outside;
    private final Visitors visitors;

    AuthController(SignIn signIn, OutsideSignIn outside, Visitors visitors) {
        this.signIn = signIn;
        this.outside = outside;
        this.visitors = visitors;
    }

    @Open
    @PostMapping("/token")
    Mono<SignIn.Tokens> token(@RequestBody TokenForm form, ServerHttpRequest request) {
        Visitor visitor = visitors.of(request, form.deviceToken());
        if (form.refreshToken() != null) return signIn.withRefreshToken(form.refreshToken(), visitor);
        if (form.externalToken() != null)
            return outside.signIn(form.externalToken(), visitor.address())
                    .flatMap(caller -> signIn.begin(caller.account(), caller.user(), "provider", visitor))
                    .switchIfEmpty(Mono.error(() -> Problem.unauthorized("This user cannot sign in any more.")));
        if (form.ticket() != null && form.code() != null) return signIn.withSecondFactor(form.ticket(), form.code(), visitor);
        if (form.username() == null || form.password() == null)
            throw Problem.badRequest("Give a username and a password, a ticket and a code, a refreshToken or an externalToken.");
        return signIn.withPassword(form.username(), form.password(), form.code(), visitor);
    }

    @Open
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logout(@Valid @RequestBody LogoutForm form) { return signIn.end(form.refreshToken()); }
}
