package io.wattline.csms.account;

import io.wattline.csms.web.Caller;
import io.wattline.csms.web.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own password and second factor; every change asks for the password. */
@RestController
@SignedIn
@RequestMapping("/api/v1/me")
class MySecurityController {
    record PasswordChange(@NotNull String oldPassword, @NotNull String newPassword) {}

    record PasswordForm(@NotNull String password) {}

    record CodeForm(@NotNull String code) {}

    record RecoveryCodes(List<String> recoveryCodes) {
        RecoveryCodes { recoveryCodes = List.copyOf(recoveryCodes); }
    }

    private final MeRows users;
    private final Confirmation confirmation;
    private final PasswordPolicy policy;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SecondFactor secondFactor;

    MySecurityController(MeRows users, Confirmation confirmation, PasswordPolicy policy, Passwords passwords, Sessions sessions,
            SecondFactor secondFactor) {
        this.users = users;
        this.confirmation = confirmation;
        this.policy = policy;
        this.passwords = passwords;
        this.sessions = sessions;
        this.secondFactor = secondFactor;
    }

    /** Ends all other sessions. */
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> changePassword(Caller caller,
            @Valid @RequestBody PasswordChange form) {
        return confirmation.require(caller, form.oldPassword())
                .then(Mono.fromRunnable(() -> policy.require("newPassword", form.newPassword(), caller.email(), caller.name())))
                .then(passwords.hash(form.newPassword()))
                .flatMap(hash -> users.setPassword(caller.account(), caller.user(), hash))
                .then(Mono.defer(() -> sessions.endAllBut(caller.account(), caller.user(), caller.session()))).then();
    }

    @GetMapping("/totp")
    Mono<TotpRows.State> totp(Caller caller) { return secondFactor.state(caller.account(), caller.user()); }

    /** A new secret; codes are asked for once one was shown to be right. */
    @PostMapping("/totp")
    Mono<SecondFactor.Proposal> propose(Caller caller, @Valid @RequestBody PasswordForm form) {
        return confirmation.require(caller, form.password())
                .then(Mono.defer(() -> secondFactor.propose(caller.account(), caller.user(), caller.email())));
    }

    @PostMapping("/totp/confirm")
    Mono<RecoveryCodes> confirm(Caller caller, @Valid @RequestBody CodeForm form) {
        return secondFactor.confirm(caller.account(), caller.user(), form.code()).map(RecoveryCodes::new);
    }

    @PostMapping("/totp/recovery-codes")
    Mono<RecoveryCodes> renewCodes(Caller caller, @Valid @RequestBody PasswordForm form) {
        return confirmation.require(caller, form.password())
                .then(Mono.defer(() -> secondFactor.renewCodes(caller.account(), caller.user()))).map(RecoveryCodes::new);
    }

    @PostMapping("/totp/off")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> turnOff(Caller caller, @Valid @RequestBody PasswordForm form) {
        return confirmation.require(caller, form.password())
                .then(Mono.defer(() -> secondFactor.turnOff(caller.account(), caller.user()))).then();
    }
}
