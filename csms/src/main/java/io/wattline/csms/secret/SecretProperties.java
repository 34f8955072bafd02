package io.wattline.csms.secret;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code masterKey}: 32 bytes in Base64, under which secrets lie in the database; the same on all nodes. */
@ConfigurationProperties("wattline.secrets")
record SecretProperties(@Nullable String masterKey) {}
