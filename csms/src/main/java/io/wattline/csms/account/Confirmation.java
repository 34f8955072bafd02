package io.wattline.csms.account;

import io.wattline.csms.account.Throttle.Tally;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks for the password once more, so that whoever finds a signed-in device cannot take the account over. */
@Component
public class Confirmation {
    private final MeRows users;
    private final Passwords passwords;
    private final Throttle throttle;

    Confirmation(MeRows users, Passwords passwords, Throttle throttle) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /** Fails with {@code wrong_password}, or {@code rate_limited}. */
    public Mono<Void> require(Caller caller, String password) {
        return Mono.defer(() -> {
            List<Tally> tally = Tally.ofConfirming(caller.user());
            throttle.count(tally);
            return users.passwordHash(caller.account(), caller.user()).flatMap(hash -> passwords.matches(password, hash))
                    .filter(right -> right).doOnNext(_ -> throttle.succeeded(tally))
                    .switchIfEmpty(Mono.error(() -> new Problem(HttpStatus.FORBIDDEN, "wrong_password", "The password is wrong."))).then();
        });
    }
}
