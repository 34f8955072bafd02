package io.wattline.csms.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.account.Passwords;
import io.wattline.csms.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@CsmsTest
class StationPasswordsTest {
    private static final String PASSWORD = "0123456789ABCDEF0123";

    @Autowired
    private SecretBox secrets;
    @Autowired
    private Passwords bcrypt;

    @Test
    void whoReturnsAfterARestartIsKnownByTheSeal() {
        String stored = stored(bcrypt);
        var unasked = new Unasked();
        var restarted = new StationPasswords(unasked, secrets);

        verify(restarted.matches(bytes(PASSWORD), stored), true);
        verify(restarted.matches(HexFormat.of().parseHex(PASSWORD), stored), true);
        StepVerifier.create(restarted.matches(bytes("another password"), stored)).verifyError(UnsupportedOperationException.class);
    }

    @Test
    void aSealOfAnotherHashOrKeyIsWorthNothing() {
        String stored = stored(bcrypt);
        String foreign = stored(bcrypt);
        String mixed = stored.substring(0, stored.indexOf(' ')) + foreign.substring(foreign.indexOf(' '));
        var passwords = new StationPasswords(bcrypt, secrets);

        verify(passwords.matches(bytes(PASSWORD), mixed), true);
        verify(passwords.matches(bytes("another password"), mixed), false);
        StepVerifier.create(new StationPasswords(new Unasked(), secrets).matches(bytes(PASSWORD), mixed))
                .verifyError(UnsupportedOperationException.class);
        assertThat(stored).startsWith("$2").doesNotContain(PASSWORD);
    }

    private String stored(Passwords passwords) {
        var hashed = new AtomicReference<String>();
        StepVerifier.create(new StationPasswords(passwords, secrets).hash(PASSWORD)).consumeNextWith(hashed::set).verifyComplete();
        return hashed.get();
    }

    private static void verify(Mono<Boolean> matches, boolean expected) {
        StepVerifier.create(matches).expectNext(expected).verifyComplete();
    }

    private static byte[] bytes(String text) { return text.getBytes(StandardCharsets.UTF_8); }

    private static final class Unasked extends Passwords {
        @Override
        public Mono<Boolean> matches(List<byte[]> spellings, String hash) {
            return Mono.error(new UnsupportedOperationException("BCrypt was asked"));
        }
    }
}
