package io.wattline.csms.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** A file that is coming in: it takes its place when it is whole and leaves no trace otherwise. Blocks. */
final class Incoming extends OutputStream {
    private final UUID id;
    private final Path part;
    private final Path place;
    private final long largest;
    private final FileOutputStream out;
    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest md5 = digest("MD5");
    private long size;

    Incoming(UUID id, Path part, Path place, long largest) throws IOException {
        this.id = id;
        this.part = part;
        this.place = place;
        this.largest = largest;
        Files.createDirectories(part.getParent());
        Files.createDirectories(place.getParent());
        this.out = new FileOutputStream(part.toFile());
    }

    /** What is known of content that is whole. */
    record Stored(UUID id, long size, String sha256, String md5) {}

    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(long largest) { super("larger than " + largest + " bytes"); }
    }

    @Override
    public void write(int one) throws IOException { write(new byte[]{(byte) one}, 0, 1); }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        if (size > largest) throw new TooLargeException(largest);
        sha256.update(bytes, offset, length);
        md5.update(bytes, offset, length);
        out.write(bytes, offset, length);
    }

    long size() { return size; }

    Stored finish() throws IOException {
        out.getFD().sync();
        out.close();
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        return new Stored(id, size, HexFormat.of().formatHex(sha256.digest()), HexFormat.of().formatHex(md5.digest()));
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(part);
    }

    /** MD5 is what OCPP wants for published firmware; it protects nothing. */
    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
