package io.wattline.csms.ocpp.ws;

import io.wattline.csms.ocpp.ws.Refusals.Refused;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** Which addresses were refused at the door of stations, for who operates the node: they belong to no account. */
@Component
@Endpoint(id = "refusals")
class RefusalsEndpoint {
    private static final int MOST = 1_000;

    private final Refusals refusals;

    RefusalsEndpoint(Refusals refusals) { this.refusals = refusals; }

    record Latest(List<Refused> items) {}

    @ReadOperation
    Latest latest() { return new Latest(refusals.latest(MOST)); }
}
