package io.wattline.simulator.load;

/** CPU time in microseconds and the moment, of ourselves, the server and its database. */
record Usage(long nanos, long own, long server, long database) {
    static Usage of(Server server) {
        return new Usage(System.nanoTime(), ProcessCpu.ownMicros(), cpu(server.process()), cpu(server.database()));
    }

    private static long cpu(long pid) { return pid == 0 ? 0 : ProcessCpu.micros(pid); }

    /** What was used since; of a server that was restarted, what it has used at all. */
    Usage since(Usage before) {
        return new Usage(nanos - before.nanos, own - before.own, server >= before.server ? server - before.server : server,
                database >= before.database ? database - before.database : database);
    }
}
