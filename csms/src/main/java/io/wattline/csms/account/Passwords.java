package io.wattline.csms.account;

import io.wattline.csms.web.Problem;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** BCrypt on threads of its own, as many as processors: it costs tens of milliseconds and must neither hold event loops nor crowd out all else. */
@Component
public class Passwords {
    private static final int LONGEST = 72;
    private static final int QUEUED = 100_000;

    private final Scheduler threads = Schedulers.newBoundedElastic(Runtime.getRuntime().availableProcessors(), QUEUED, "passwords");
    private final String nobodys = BCrypt.hashpw("nobody has this password", BCrypt.gensalt());

    /** Fails with {@code bad_request} for more than 72 bytes of UTF-8, of which BCrypt would ignore the rest. */
    public Mono<String> hash(String password) {
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST)
            return Mono
                    .error(() -> Problem.badRequest("The password is too long.", new Problem.Field("password", "has more than 72 bytes")));
        return Mono.fromCallable(() -> BCrypt.hashpw(password, BCrypt.gensalt())).subscribeOn(threads);
    }

    /** Whether one of the spellings of a presented password is the hashed one. */
    public Mono<Boolean> matches(List<byte[]> spellings, String hash) {
        return Flux.fromIterable(spellings).filter(spelling -> spelling.length <= LONGEST)
                .concatMap(spelling -> Mono.fromCallable(() -> BCrypt.checkpw(spelling, hash)).subscribeOn(threads))
                .any(Boolean::booleanValue);
    }

    Mono<Boolean> matches(String password, String hash) { return matches(List.of(password.getBytes(StandardCharsets.UTF_8)), hash); }

    /** Costs what a real check costs, so that nobody learns from the clock who has an account. */
    Mono<Boolean> matchesNobody(String password) {
        return matches(password, nobodys).thenReturn(false);
    }

    @PreDestroy
    void close() { threads.dispose(); }
}
