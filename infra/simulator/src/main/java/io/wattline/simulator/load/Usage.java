package io.wattline.simulator.load;

/** CPU time in microseconds and the moment, of ourselves, the server and its database. */
record Usage(long nanos, long own, Spent server, Spent database) {
    /** What a process has used since it began; process 0 is none. */
    record Spent(long process, long micros) {
        static Spent of(long process) { return new Spent(process, process == 0 ? 0 : ProcessCpu.micros(process)); }

        /** Of a process that took the place of the one before, all that it has used. */
        long since(Spent before) {
            return process == before.process ? micros - before.micros : micros;
        }
    }

    static Usage of(Server server) {
        return new Usage(System.nanoTime(), ProcessCpu.ownMicros(), Spent.of(server.process()), Spent.of(server.database()));
    }
}
