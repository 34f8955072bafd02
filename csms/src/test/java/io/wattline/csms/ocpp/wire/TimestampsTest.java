package io.wattline.csms.ocpp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"2026-01-01T09:00:00Z,2026-01-01T09:00:00Z", "2026-01-01T09:00:00.123456789Z,2026-01-01T09:00:00.123456789Z",
            "2026-01-01T09:00:00+02:00,2026-01-01T07:00:00Z", "2026-01-01T09:00:00+0200,2026-01-01T07:00:00Z",
            "2026-01-01T09:00:00+02,2026-01-01T07:00:00Z",
            "2026-01-01T09:00:00,2026-01-01T09:00:00Z", "2026-01-01 09:00:00,2026-01-01T09:00:00Z",
            "2026-01-01t09:00:00z,2026-01-01T09:00:00Z",
            " 2026-01-01T09:00Z ,2026-01-01T09:00:00Z", "2020-06-01T00:00:00Z,2020-06-01T00:00:00Z",
            "2026-01-02T09:59:59Z,2026-01-02T09:59:59Z", "2026-01-01T09:00:00.123456789012Z,2026-01-01T09:00:00.123456789Z",
            "2026-01-01T09:00:00.1234567890+01:00,2026-01-01T08:00:00.123456789Z", "2026-01-01T9:00:00Z,2026-01-01T09:00:00Z",
            "2026-01-01 09:00:00 +0100,2026-01-01T08:00:00Z", "2026-01-01T09:00:00 Z,2026-01-01T09:00:00Z",
            "2025-12-31T23:59:59.5Z,2025-12-31T23:59:59.5Z", "2024-02-29T00:00:00.000001Z,2024-02-29T00:00:00.000001Z",
            "1767258000,2026-01-01T09:00:00Z", "1767258000123,2026-01-01T09:00:00.123Z"})
    void aTimeIsReadHoweverItIsWritten(String claimed, Instant at) { assertThat(Timestamps.read(claimed, NOW)).isEqualTo(at); }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "yesterday", "1970-01-01T00:00:00Z", "2000-01-01T00:00:00Z", "2026-01-02T10:00:01Z",
            "2026-02-30T10:00:00Z", "2025-13-01T10:00:00Z", "2025-01-01T24:00:01Z", "2025-01-01T10:61:00Z", "2025-01-01T1x:00:00Z",
            "2026-01-01"})
    void aTimeThatCannotBeIsWhenItWasReceived(String claimed) { assertThat(Timestamps.read(claimed, NOW)).isEqualTo(NOW); }

    @Test
    void ourTimesHaveMillisecondsAndZ() {
        assertThat(Timestamps.write(Instant.parse("2026-01-01T10:00:00.987654Z"))).isEqualTo("2026-01-01T10:00:00.987Z");
    }
}
