package io.wattline.csms.ingest;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the way in for facts.
 *
 * @param commitSpacing how far apart two commits begin at least: longer costs latency and saves CPU, because more stations share a commit
 */
@Validated
@ConfigurationProperties("wattline.ingest")
record IngestProperties(@DefaultValue("10ms") @NotNull Duration commitSpacing) {}
