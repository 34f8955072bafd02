package io.wattline.csms.frame;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code queue}: the memory that frames may take while they wait for the database. {@code flush}: for how long frames are gathered, so that
 * those of a station are stored together; what a killed csms forgets.
 */
@ConfigurationProperties("wattline.frames")
record FrameProperties(@DefaultValue("32MB") DataSize queue, @DefaultValue("1s") Duration flush) {}
