package io.wattline.model.event;

import io.wattline.model.station.StationId;
import io.wattline.model.station.VariableRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a station told of the monitors of its variables and of what they noticed. Source: OCPP 2.0.1 part 2 N. */
public sealed interface MonitorFact extends DeviceModelFact {
    /** Monitors that are set; {@code part}: when it said so in a report. */
    record MonitorsReported(StationId station, Instant at, List<Monitor> monitors, @Nullable ReportPart part) implements MonitorFact {
        public MonitorsReported { monitors = List.copyOf(monitors); }

        @Override
        public String type() { return "monitors.reported"; }
    }

    /** Monitors that are no more; {@code ids} of {@code THESE}. */
    record MonitorsCleared(StationId station, Instant at, Which which, List<Integer> ids) implements MonitorFact {
        public enum Which {
            THESE, ALL,
            /** Those that somebody set, not those the station came with. */
            CUSTOM
        }

        public MonitorsCleared { ids = List.copyOf(ids); }

        @Override
        public String type() { return "monitors.cleared"; }
    }

    /**
     * Something happened to a variable. {@code trigger}: {@code Alerting}, {@code Delta} or {@code Periodic}; {@code severity} from 0 (danger)
     * to 9 (debug), when told; {@code cleared}: the alert is over; {@code cause}: the event that caused this one.
     */
    record EventNotified(StationId station, Instant at, int eventId, String trigger, VariableRef variable, @Nullable String actualValue,
            @Nullable Boolean cleared, @Nullable Integer severity, @Nullable Integer monitorId, @Nullable Integer cause,
            @Nullable String transactionId, @Nullable String techCode, @Nullable String techInfo,
            String notification) implements MonitorFact {
        public EventNotified { if (variable.holdsSecret()) actualValue = null; }

        @Override
        public String type() { return "station.event"; }
    }

    /** Values of a periodic event stream, which belongs to a monitor. {@code pending}: how many values wait at the station. Source: OCPP 2.1. */
    record StreamValuesReported(StationId station, Instant at, int stream, int pending, List<Value> values) implements MonitorFact {
        public StreamValuesReported { values = List.copyOf(values); }

        @Override
        public String type() { return "stream.values"; }
    }

    /** {@code notification}: who set it, in OCPP's words, for example {@code CustomMonitor}; null when not told. */
    record Monitor(VariableRef variable, int id, String type, BigDecimal value, int severity, boolean transactionOnly,
            @Nullable String notification) {
        public static final String CUSTOM = "CustomMonitor";
    }

    record Value(Instant at, String value) {}
}
