package io.wattline.csms.quirk;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code folder}: quirk profiles beside the shipped ones, none unless set; {@code reread}: how often its files are looked at. */
@ConfigurationProperties("wattline.quirks")
record QuirkProperties(@Nullable Path folder, @DefaultValue("10s") Duration reread) {}
