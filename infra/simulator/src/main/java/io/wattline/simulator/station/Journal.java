package io.wattline.simulator.station;

/** Where a station tells what happens to it, in a sentence. Never a frame, never a secret. */
@FunctionalInterface
public interface Journal {
    void note(String station, String sentence);
}
