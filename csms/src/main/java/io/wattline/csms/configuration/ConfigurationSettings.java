package io.wattline.csms.configuration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code reportAfterBoot}: when stations are asked for all their variables, unless their account or they say otherwise;
 * {@code afterBootDelay}: how long they are left alone first; {@code concurrency}: how many are asked at a time.
 */
@ConfigurationProperties("wattline.configuration")
record ConfigurationSettings(@DefaultValue("changed") ReportAfterBoot reportAfterBoot, @DefaultValue("60s") Duration afterBootDelay,
        @DefaultValue("16") int concurrency) {}
