package io.wattline.csms.command;

import io.wattline.model.station.ConnectorStatus;
import org.jspecify.annotations.Nullable;

/** What a connector said last of itself. */
record ConnectorNews(int evse, int connector, ConnectorStatus status, String reported, @Nullable String errorCode) {}
