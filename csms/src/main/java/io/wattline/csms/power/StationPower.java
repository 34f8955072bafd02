package io.wattline.csms.power;

import io.wattline.model.station.ConnectorRef;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each connector of a station can give at most, W. An operator's word for the connector counts before that for the station, both
 * before the device model, that before the make, and for what nobody knows the setting.
 */
public record StationPower(Map<Place, BigDecimal> byOperator, Map<Place, BigDecimal> byModel, @Nullable BigDecimal byMake,
        BigDecimal otherwise) {
    /** Connector 0 is the whole EVSE, EVSE 0 the whole station. */
    record Place(int evse, int connector) {}

    /** {@code source}: {@code operator}, {@code device-model}, {@code make} or {@code setting}. */
    record Limit(BigDecimal watts, String source) {}

    public StationPower {
        byOperator = Map.copyOf(byOperator);
        byModel = Map.copyOf(byModel);
    }

    /** Of a station of which nothing is known. */
    static StationPower unknown(BigDecimal otherwise) {
        return new StationPower(Map.of(), Map.of(), null, otherwise);
    }

    public BigDecimal watts(ConnectorRef connector) { return limit(new Place(connector.evse(), connector.connector())).watts(); }

    Limit limit(Place place) {
        BigDecimal operators = narrowest(byOperator, place);
        if (operators != null) return new Limit(operators, "operator");
        BigDecimal models = narrowest(byModel, place);
        if (models != null) return new Limit(models, "device-model");
        return byMake == null ? new Limit(otherwise, "setting") : new Limit(byMake, "make");
    }

    private static @Nullable BigDecimal narrowest(Map<Place, BigDecimal> known, Place place) {
        if (known.isEmpty()) return null;
        for (Place each : List.of(place, new Place(place.evse(), 0), new Place(0, 0))) if (known.containsKey(each)) return known.get(each);
        return null;
    }
}
