package io.wattline.csms.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What a station proves its job with: 128 random bits in hexadecimal, which every old station can put into an address or an FTP login. */
record Secret(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Secret make() { return new Secret(random(16)); }

    /** A name that is unique but no secret. */
    static String newLogin() { return "job-" + random(8); }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** All that is kept of it. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() { return "Secret"; }
}
