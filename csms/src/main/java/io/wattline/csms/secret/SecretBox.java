package io.wattline.csms.secret;

import io.wattline.csms.database.DatabaseProperties;
import io.wattline.csms.web.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Secrets that have to be read again, as they lie in the database: AES-256-GCM under the master key, bound to a {@code context} (whose
 * and what it is), so that a row that is moved to another place cannot be opened there.
 */
@Component
public class SecretBox {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";

    private final Optional<SecretKeySpec> key;
    private final SecureRandom random = new SecureRandom();

    SecretBox(SecretProperties settings, DatabaseProperties database, Environment environment) {
        key = MasterKey.find(settings, database, environment.acceptsProfiles(Profiles.of("production")));
    }

    public boolean hasKey() { return key.isPresent(); }

    /** A key for this purpose alone, the same as long as the master key is; empty without one. Source: RFC 5869 §2.3. */
    public Optional<SecretKeySpec> keyFor(String purpose) {
        return key.map(master -> {
            try {
                var mac = Mac.getInstance(HMAC);
                mac.init(master);
                return new SecretKeySpec(mac.doFinal((purpose + "\u0001").getBytes(StandardCharsets.UTF_8)), HMAC);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Fails with the problem {@code conflict} when there is no master key. */
    public byte[] seal(byte[] secret, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, secret, context);
        return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length).put(VERSION).put(nonce).put(sealed).array();
    }

    /** Fails like {@link #seal}, and when the bytes were not sealed with this key for this context. */
    public byte[] open(byte[] sealed, String context) {
        ByteBuffer bytes = ByteBuffer.wrap(sealed);
        byte version = bytes.get();
        if (version != VERSION) throw new IllegalStateException("a secret is sealed in the unknown manner " + version);
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] rest = new byte[bytes.get(nonce).remaining()];
        bytes.get(rest);
        return crypt(Cipher.DECRYPT_MODE, nonce, rest, context);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] text, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key.orElseThrow(() -> Problem.conflict("This needs a master key: set wattline.secrets.master-key.")),
                    new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret cannot be opened: the master key is another one, or the database was changed", e);
        }
    }
}
