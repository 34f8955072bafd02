package io.wattline.simulator.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** What is measured. */
public interface Server extends AutoCloseable {
    String name();

    /** Where stations connect. */
    URI stations();

    /** The process whose CPU and memory are told; 0 for none that is known. */
    long process();

    /** The first process of its database, whose children count too; 0 for none. */
    long database();

    /** Kills it and starts it again; returns when it serves, with the time from the start to then. */
    Duration restart() throws IOException, InterruptedException;

    @Override
    void close();

    /** One that runs already and is not ours to end. */
    record Given(URI stations, long process, long database) implements Server {
        @Override
        public String name() { return stations.toString(); }

        @Override
        public Duration restart() { throw new IllegalArgumentException("only a server of the run's own can be restarted"); }

        @Override
        public void close() {
            // it was there before
        }
    }
}
