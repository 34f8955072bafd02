package io.wattline.model.event;

/** Which part of a report this is: parts count from 0 and may come in any order, twice or not at all. Source: OCPP 2.x NotifyReport. */
public record ReportPart(int requestId, int number, boolean last) {
    /** Of the one answer of OCPP 1.x stations, which number no reports. */
    public static final int WITHOUT_NUMBER = 0;
}
