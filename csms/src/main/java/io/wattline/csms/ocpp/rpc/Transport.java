package io.wattline.csms.ocpp.rpc;

/** Takes texts to the station in the order given; never blocks and never fails: a connection that cannot keep up is closed. */
@FunctionalInterface
public interface Transport {
    void send(String text);
}
