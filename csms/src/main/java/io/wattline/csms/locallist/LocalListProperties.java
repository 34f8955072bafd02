package io.wattline.csms.locallist;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How long tags may change before the lists of stations follow, and how long a booted station is left alone. */
@ConfigurationProperties("wattline.local-lists")
record LocalListProperties(@DefaultValue("10s") Duration quietPeriod) {}
