package io.wattline.csms.configuration;

/** When a station that booted is asked for all its variables. */
enum ReportAfterBoot {
    /** When no report was ever complete with the firmware it has now. */
    CHANGED, ALWAYS, NEVER
}
