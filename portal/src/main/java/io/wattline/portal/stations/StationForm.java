package io.wattline.portal.stations;

import io.wattline.portal.csms.CsmsProblem;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts of a station that its owner sets; an empty name stands for the id, an empty password keeps the present one, {@code enabled} is a checkbox. */
record StationForm(@Nullable String id, @Nullable String name, @Nullable String pricePerKwh, @Nullable String password,
        @Nullable String enabled) {
    String requiredId() {
        if (id == null || id.isBlank())
            throw new CsmsProblem(400, "bad_request", "Give the identity that the charger uses in its address.", null);
        return id.strip();
    }

    Map<String, Object> newStation() {
        var station = new LinkedHashMap<String, Object>();
        station.put("id", requiredId());
        if (name != null && !name.isBlank()) station.put("name", name.strip());
        putPriceAndPassword(station);
        return station;
    }

    Map<String, @Nullable Object> changes() {
        var changes = new LinkedHashMap<String, @Nullable Object>();
        changes.put("name", name == null || name.isBlank() ? null : name.strip());
        changes.put("enabled", enabled != null);
        putPriceAndPassword(changes);
        return changes;
    }

    private void putPriceAndPassword(Map<String, ? super Object> facts) {
        if (pricePerKwh != null && !pricePerKwh.isBlank()) facts.put("pricePerKwh", price(pricePerKwh.strip()));
        if (password != null && !password.isEmpty()) facts.put("password", password);
    }

    private static BigDecimal price(String text) {
        try {
            return new BigDecimal(text.replace(',', '.'));
        } catch (NumberFormatException notANumber) {
            throw new CsmsProblem(400, "bad_request", "The price per kWh must be a number, for example 0.35.", null);
        }
    }
}
