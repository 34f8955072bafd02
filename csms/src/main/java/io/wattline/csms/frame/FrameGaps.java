package io.wattline.csms.frame;

import io.wattline.csms.ocpp.FrameListener;
import io.wattline.csms.ocpp.FrameListener.FrameSeen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where frames are missing: of each station the newest and how many, until that is written. */
final class FrameGaps {
    /** {@code last}: the newest of the frames that are missing. */
    record Gap(FrameRow last, int frames) {
        static Gap of(FrameRow lost) { return new Gap(lost, 1); }

        private Gap and(Gap other) { return new Gap(other.last.id() > last.id() ? other.last : last, frames + other.frames); }

        /** Stands in the log in place of the last one. */
        FrameRow marker() {
            String sentence = frames + (frames == 1 ? " frame was" : " frames were") + " not kept here";
            return new FrameRow(last.place(), last.id(),
                    new FrameSeen(last.frame().at(), last.frame().direction(), FrameListener.Type.LOST, null, "", sentence, null, "lost"));
        }
    }

    private final Map<Place, Gap> gaps = new LinkedHashMap<>();

    synchronized void add(Gap gap) { gaps.merge(gap.last().place(), gap, Gap::and); }

    synchronized List<Gap> take() {
        if (gaps.isEmpty()) return List.of();
        List<Gap> taken = List.copyOf(gaps.values());
        gaps.clear();
        return taken;
    }
}
