package io.wattline.csms.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.FrameListener;
import io.wattline.csms.ocpp.FrameListener.Direction;
import io.wattline.csms.ocpp.FrameListener.FrameSeen;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrameQueueTest {
    private static final int FRAME_BYTES = row(0).bytes();

    @Test
    void dropsTheOldestWhenItsMemoryIsFull() {
        var queue = new FrameQueue(3L * FRAME_BYTES);

        for (int id = 1; id <= 3; id++) assertThat(queue.offer(row(id))).isEmpty();
        assertThat(queue.offer(row(4))).extracting(FrameRow::id).containsExactly(1L);

        assertThat(queue.take(Long.MAX_VALUE)).extracting(FrameRow::id).containsExactly(2L, 3L, 4L);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void dropsAFrameLargerThanAllItsMemory() { assertThat(new FrameQueue(FRAME_BYTES - 1).offer(row(1))).hasSize(1); }

    @Test
    void handsOutBatchesWithinTheirLimit() {
        var queue = new FrameQueue(Long.MAX_VALUE);
        for (int id = 1; id <= 3; id++) queue.offer(row(id));

        assertThat(queue.take(2L * FRAME_BYTES)).extracting(FrameRow::id).containsExactly(1L, 2L);
        assertThat(queue.bytes()).isEqualTo(FRAME_BYTES);
        assertThat(queue.take(1)).as("one that alone is over the limit").extracting(FrameRow::id).containsExactly(3L);
    }

    private static FrameRow row(long id) {
        return new FrameRow(new Place(new AccountId("a"), new StationId("S")), id,
                new FrameSeen(Instant.EPOCH, Direction.IN, FrameListener.Type.CALL, "Heartbeat", "1", "[2,\"1\",\"Heartbeat\",{}]", null,
                        "ok"));
    }
}
