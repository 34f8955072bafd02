package io.wattline.csms.ocpp.ws;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/** A connection is no HTTP request that takes days: it is not timed as one, and costs no memory for that while it lasts. */
@Component
class UnobservedConnections implements ObservationPredicate {
    @Override
    public boolean test(String name, Observation.Context context) {
        return !(context instanceof ServerRequestObservationContext request)
                || StationAddress.of(request.getCarrier().getURI().getRawPath()).isEmpty();
    }
}
