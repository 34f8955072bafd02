package io.wattline.csms.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code url}: of the door with TLS as stations see it, up to the id of the station, for those that are told to come there. */
@ConfigurationProperties("wattline.ocpp.tls")
record UpgradeProperties(@Nullable String url) {}
