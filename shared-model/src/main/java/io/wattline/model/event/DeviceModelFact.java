package io.wattline.model.event;

/** What a station told of its variables and of what watches them. Source: OCPP 2.0.1 part 1 §4. */
public sealed interface DeviceModelFact extends Announcement permits ReportRequested, VariablesReported, MonitorFact {}
