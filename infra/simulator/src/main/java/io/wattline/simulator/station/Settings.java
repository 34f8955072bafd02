package io.wattline.simulator.station;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The values of one station's settings. They survive a reset. */
final class Settings {
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    Settings(StationSpec spec, Pace pace) {
        for (Setting setting : Setting.values()) values.put(setting, setting.initially);
        values.put(Setting.SAMPLE_INTERVAL, Long.toString(Math.max(1, pace.sampling().toSeconds())));
        values.put(Setting.PASSWORD, spec.password() == null ? "" : spec.password());
        values.put(Setting.CONNECTORS, Integer.toString(spec.evses().size()));
        values.put(Setting.MODEL, spec.model());
        values.put(Setting.VENDOR, spec.vendor());
        values.put(Setting.SERIAL, spec.serial());
        values.put(Setting.FIRMWARE, spec.firmware());
    }

    String value(Setting setting) { return values.getOrDefault(setting, setting.initially); }

    boolean isOn(Setting setting) { return Boolean.parseBoolean(value(setting)); }

    Duration seconds(Setting setting) { return Duration.ofSeconds(Long.parseLong(value(setting))); }

    void set(Setting setting, String value) { values.put(setting, value); }
}
