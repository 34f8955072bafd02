package io.wattline.csms.metering;

import io.wattline.csms.transaction.EnergyReading;

/** How the samples of a span of time become one row, in SQL over {@code meter_value m} with the span's length as {@code r.seconds}. */
final class MeterSpans {
    /** The registers of start and stop messages stand with their transactions. */
    static final String SAMPLED = "(m.context IS NULL OR m.context NOT IN ('" + EnergyReading.START_MESSAGE + "', '"
            + EnergyReading.STOP_MESSAGE + "'))";
    /** Its begin: spans of a length follow each other from 1970 on. */
    static final String BEGIN = "date_bin(make_interval(secs => r.seconds), m.at, timestamptz 'epoch')";
    /**
     * Power, current and voltage are means, every sample counting the same; the register, the state of charge and the transaction are the last
     * ones told; the energy of intervals is their sum.
     */
    static final String COLUMNS = """
            count(*)::int AS samples, round(avg(m.power_w), 1) AS power_w, %s AS energy_wh, sum(m.interval_wh) AS interval_wh, %s AS soc_percent,
            round(avg(m.current_a), 2) AS current_a, round(avg(m.voltage_v), 1) AS voltage_v, %s AS transaction_id"""
            .formatted(last("energy_wh"), last("soc_percent"), last("transaction_id"));

    private MeterSpans() {}

    private static String last(String column) {
        return "(array_agg(m.%1$s ORDER BY m.at DESC) FILTER (WHERE m.%1$s IS NOT NULL))[1]".formatted(column);
    }
}
