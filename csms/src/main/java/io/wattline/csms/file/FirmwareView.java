package io.wattline.csms.file;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A firmware in REST: the image as it lies here, and for which stations it is; certificate (PEM) and signature (base64) are its vendor's. */
record FirmwareView(UUID id, String name, String version, @Nullable String vendor, @Nullable String model, long sizeBytes, String sha256,
        String md5, @Nullable String signingCertificate, @Nullable String signature, Instant createdAt) {}
