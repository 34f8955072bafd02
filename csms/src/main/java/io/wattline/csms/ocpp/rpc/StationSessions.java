package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.AccountShares;
import io.wattline.csms.ocpp.Admission.Admitted;
import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.FrameListener;
import io.wattline.csms.ocpp.StationObserver;
import io.wattline.model.station.OcppVersion;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens a session for each connection. */
@Component
public final class StationSessions {
    private final Map<OcppVersion, WireFamily> families = new EnumMap<>(OcppVersion.class);
    private final Rpc rpc;

    public StationSessions(CentralSystem central, List<WireFamily> families, SchemaValidator schemas, Habits habits,
            List<StationObserver> observers,
            RpcMetrics metrics, List<FrameListener> listeners, Clock clock, OcppProperties settings, AccountShares accounts) {
        for (WireFamily family : families) family.versions().forEach(version -> this.families.put(version, family));
        rpc = new Rpc(central, schemas, new Tolerance(schemas, habits, observers), habits, metrics,
                new Shares(settings.messages(), accounts),
                List.copyOf(listeners), clock, settings);
    }

    public StationSession open(Admitted station, Transport transport) {
        return new StationSession(station, families.get(station.principal().version()), rpc, transport);
    }
}
