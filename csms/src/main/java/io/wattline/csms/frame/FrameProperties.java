package io.wattline.csms.frame;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** {@code queue}: the memory that frames may take while they wait for the database. */
@ConfigurationProperties("wattline.frames")
record FrameProperties(@DefaultValue("32MB") DataSize queue) {}
