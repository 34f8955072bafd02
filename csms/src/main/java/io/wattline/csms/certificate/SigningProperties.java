package io.wattline.csms.certificate;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How often is looked for requests that are due again and for certificates that end soon. */
@ConfigurationProperties("wattline.certificates")
record SigningProperties(@DefaultValue("30s") Duration checkEvery) {}
