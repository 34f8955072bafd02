package io.wattline.portal.stations;

import io.wattline.portal.csms.CsmsClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What may be sent to a station of an OCPP version; kept, since a version never changes and its schemas make a long answer. */
@Component
class OcppActions {
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();
    private final CsmsClient csms;

    OcppActions(CsmsClient csms) { this.csms = csms; }

    /** Sorted; fails as csms does for a version nobody knows. */
    Mono<List<String>> of(String version) {
        List<String> actions = known.get(version);
        return actions == null
                ? csms.actions(version).map(found -> sendable(found.items())).doOnNext(found -> known.put(version, found))
                : Mono.just(actions);
    }

    private static List<String> sendable(List<CsmsClient.OcppAction> actions) {
        return actions.stream().filter(action -> !action.from().equals("station")).map(CsmsClient.OcppAction::action).sorted().toList();
    }
}
