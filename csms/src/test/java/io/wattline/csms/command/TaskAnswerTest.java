package io.wattline.csms.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskAnswerTest {
    @Test
    void waitsAsLongAsAskedForAndNeverLongerThanAMinute() {
        assertThat(TaskAnswer.waitOf("wait=10")).isEqualTo(Duration.ofSeconds(10));
        assertThat(TaskAnswer.waitOf("respond-async, wait=5")).isEqualTo(Duration.ofSeconds(5));
        assertThat(TaskAnswer.waitOf("Wait = 7; x=1")).isEqualTo(Duration.ofSeconds(7));
        assertThat(TaskAnswer.waitOf("wait=3600")).isEqualTo(Duration.ofSeconds(60));
        assertThat(TaskAnswer.waitOf("wait=99999999999999")).isEqualTo(Duration.ofSeconds(60));
        assertThat(TaskAnswer.waitOf("return=minimal")).isZero();
        assertThat(TaskAnswer.waitOf("await=9")).isZero();
        assertThat(TaskAnswer.waitOf(null)).isZero();
    }
}
