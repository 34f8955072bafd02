package io.wattline.csms.account;

import io.wattline.csms.web.Authentications;
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
    /** A user name (his e-mail address) with a password, a refresh token, or an access token of a provider that is trusted here. */
    record TokenForm(@Nullable String username, @Nullable String password, @Nullable String refreshToken,
            @Nullable String externalToken) {}

    record LogoutForm(@NotBlank String refreshToken) {}

    private final SignIn signIn;
    private final OutsideSignIn outside;

    AuthController(SignIn signIn, OutsideSignIn outside) {
        this.signIn = signIn;
        this.outside = outside;
    }

    @Open
    @PostMapping("/token")
    Mono<SignIn.Tokens> token(@RequestBody TokenForm form, ServerHttpRequest request) {
        if (form.refreshToken() != null) return signIn.withRefreshToken(form.refreshToken());
        if (form.externalToken() != null)
            return outside.signIn(form.externalToken(), Authentications.addressOf(request)).flatMap(signIn::of);
        if (form.username() == null || form.password() == null)
            throw Problem.badRequest("Give a username and a password, a refreshToken or an externalToken.");
        return signIn.withPassword(form.username(), form.password());
    }

    @Open
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logout(@Valid @RequestBody LogoutForm form) { return signIn.end(form.refreshToken()); }
}
