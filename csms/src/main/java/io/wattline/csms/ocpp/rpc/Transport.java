package io.wattline.csms.ocpp.rpc;

/** Takes texts to the station in the order given; never blocks and never fails: a connection that cannot keep up is closed. */
public interface Transport {
    void send(String text);

    /** Closes a connection over which nothing can be understood; {@code why} is told to the station. */
    void giveUp(String why);
}
