package io.wattline.csms.secret;

import io.wattline.csms.database.DatabaseProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** The key from configuration, or, beside an embedded database that is not for production, one made by ourselves and kept in a file. */
final class MasterKey {
    private static final int BYTES = 32;

    private MasterKey() {}

    static Optional<SecretKeySpec> find(SecretProperties settings, DatabaseProperties database, boolean production) {
        String given = settings.masterKey();
        if (given != null && !given.isBlank()) return Optional.of(decoded(given));
        return database.isEmbedded() && !production
                ? Optional.of(decoded(kept(Path.of(database.embeddedFolder()).toAbsolutePath().resolveSibling("master.key"))))
                : Optional.empty();
    }

    private static SecretKeySpec decoded(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException _) {
            key = new byte[0];
        }
        if (key.length != BYTES)
            throw new UnusableKeyException("The setting wattline.secrets.master-key must be " + BYTES + " bytes in Base64.");
        return new SecretKeySpec(key, "AES");
    }

    private static String kept(Path file) {
        try {
            Files.createDirectories(file.getParent());
            try {
                Files.writeString(Files.createFile(file, forTheOwner(file)), fresh());
            } catch (FileAlreadyExistsException _) {
                return Files.readString(file);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fresh() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static FileAttribute<?>[] forTheOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}
