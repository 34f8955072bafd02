package io.wattline.simulator.station;

import static io.wattline.simulator.rpc.Json.object;
import static io.wattline.simulator.station.Wire.number;
import static io.wattline.simulator.station.Wire.text;

import io.wattline.simulator.station.Profiles.Period;
import io.wattline.simulator.station.Profiles.Profile;
import io.wattline.simulator.station.Profiles.Purpose;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What both families order in the same way. Effects come after the answer, by way of the station's timeline. EVSE 0 means any or all. */
final class Orders {
    private final Station station;

    Orders(Station station) { this.station = station; }

    /** Begins a transaction on this EVSE, or on the first that can; the transaction's id when it will begin. */
    Optional<String> begin(int evse, String tag, @Nullable Integer remoteStartId, JsonNode profile) {
        String id = station.newId();
        Optional<Evse> place = station.evses().stream().filter(each -> evse == 0 || each.id() == evse)
                .filter(each -> each.beginFromAfar(tag, id, remoteStartId)).findFirst();
        place.filter(_ -> profile.isObject()).ifPresent(each -> install(each.id(), profile));
        return place.map(_ -> id);
    }

    boolean stop(Predicate<Session> which) {
        Optional<Session> session = station.sessions().filter(which).findFirst();
        session.ifPresent(running -> station.time().run(() -> {
            if (running.evse.session() == running) running.evse.end(StopCause.REMOTE);
        }));
        return session.isPresent();
    }

    /** False when a transaction has to end first. */
    boolean operative(int evse, int connector, boolean yes) {
        boolean waits = !yes && station.sessions().anyMatch(
                session -> (evse == 0 || session.evse.id() == evse) && (connector == 0 || session.connector == connector));
        station.time().run(() -> station.operative(evse, connector, yes));
        return !waits;
    }

    void each(int evse, Consumer<Evse> action) { station.evses().stream().filter(each -> evse == 0 || each.id() == evse).forEach(action); }

    boolean set(Setting setting, String value) {
        if (setting.access == Setting.Access.READ_ONLY || !setting.allows(value)) return false;
        station.settings().set(setting, value);
        if (setting == Setting.HEARTBEAT_INTERVAL) station.beat();
        return true;
    }

    /** The status of ReserveNow, the same words in both families. */
    String reserve(int evse, int id, String tag, String until) {
        Instant end = Profiles.time(until);
        if (end == null || !end.isAfter(station.time().now())) return "Rejected";
        Optional<Evse> held = station.evses().stream().filter(each -> each.reservation() != null && each.reservation().id() == id)
                .findFirst();
        Optional<Evse> place = held
                .or(() -> station.evses().stream().filter(each -> evse == 0 ? each.isFree() : each.id() == evse).findFirst());
        if (place.isEmpty()) return evse == 0 ? "Occupied" : "Rejected";
        return switch (place.get().stateOf(1)) {
            case FAULTED -> "Faulted";
            case UNAVAILABLE -> "Unavailable";
            case PREPARING, CHARGING, SUSPENDED_EV, SUSPENDED_EVSE, FINISHING -> "Occupied";
            case RESERVED, AVAILABLE -> {
                if (held.isEmpty() && place.get().reservation() != null) yield "Occupied";
                station.time().run(() -> place.get().reserve(new Reservation(id, tag, end)));
                yield "Accepted";
            }
        };
    }

    boolean cancelReservation(int id) {
        Optional<Evse> held = station.evses().stream().filter(each -> each.reservation() != null && each.reservation().id() == id)
                .findFirst();
        held.ifPresent(evse -> station.time().run(evse::cancelReservation));
        return held.isPresent();
    }

    /** Follows a charging profile of either family; false when it says nothing this station could follow. */
    boolean limit(int evse, JsonNode profile) {
        Optional<Purpose> purpose = Purpose.of(text(profile, "chargingProfilePurpose"));
        // K01.FR.09, OCPP 1.6 §5.16.3: a TxProfile needs its transaction
        boolean orphan = purpose.equals(Optional.of(Purpose.TX)) && station.sessions().noneMatch(session -> session.evse.id() == evse);
        return !orphan && install(evse, profile);
    }

    private boolean install(int evse, JsonNode profile) {
        JsonNode schedule = profile.path("chargingSchedule").isArray()
                ? profile.path("chargingSchedule").path(0)
                : profile.path("chargingSchedule");
        Optional<Purpose> purpose = Purpose.of(text(profile, "chargingProfilePurpose"));
        if (purpose.isEmpty() || evse != 0 && station.evse(evse).isEmpty()) return false;
        List<Period> periods = new ArrayList<>();
        schedule.path("chargingSchedulePeriod")
                .forEach(each -> periods.add(new Period(number(each, "startPeriod"), each.path("limit").asDouble(0))));
        boolean relative = text(profile, "chargingProfileKind").equals("Relative");
        Instant start = relative ? null : Profiles.time(text(schedule, "startSchedule"));
        Duration duration = schedule.has("duration") ? Duration.ofSeconds(number(schedule, "duration")) : null;
        int id = number(profile, profile.has("id") ? "id" : "chargingProfileId");
        station.profiles()
                .put(new Profile(id, evse, number(profile, "stackLevel"), purpose.get(), text(schedule, "chargingRateUnit").equals("A"),
                        List.copyOf(periods), start, duration, repeats(text(profile, "recurrencyKind")),
                        Profiles.time(text(profile, "validFrom")),
                        Profiles.time(text(profile, "validTo"))));
        station.time().run(() -> each(evse, Evse::follow));
        return true;
    }

    /** What all profiles together allow from now on, in the words both families share; empty for an EVSE that is not there. */
    Optional<ObjectNode> composite(int evse, int seconds, String unit) {
        List<Evse> places = station.evses().stream().filter(each -> evse == 0 || each.id() == evse).toList();
        if (places.isEmpty()) return Optional.empty();
        Evse place = places.getFirst();
        boolean amps = unit.equals("A");
        int phases = Math.max(1, place.spec().phases());
        Instant now = station.time().now();
        Instant start = place.session() == null ? now : place.session().startedAt;
        double most = places.stream().mapToDouble(each -> each.spec().watts()).sum();
        var periods = station.profiles().composite(evse, start, phases, now, seconds, most).stream()
                .map(period -> object("startPeriod", period.startsAt(), "limit",
                        BigDecimal.valueOf(amps ? period.limit() / Profiles.VOLTS / phases : period.limit()).setScale(1,
                                RoundingMode.DOWN)))
                .toList();
        return Optional.of(object("duration", seconds, "chargingRateUnit", amps ? "A" : "W", "chargingSchedulePeriod", periods));
    }

    private static @Nullable Duration repeats(String kind) {
        return switch (kind) {
            case "Daily" -> Duration.ofDays(1);
            case "Weekly" -> Duration.ofDays(7);
            default -> null;
        };
    }

    /** Forgets the profiles that match all members that are there; false when there was none. */
    boolean unlimit(JsonNode byId, String idName, String evseName, JsonNode criteria) {
        Predicate<Profile> which = profile -> (!byId.has(idName) || profile.id() == number(byId, idName))
                && (!criteria.has(evseName) || profile.evse() == number(criteria, evseName))
                && (!criteria.has("stackLevel") || profile.stackLevel() == number(criteria, "stackLevel"))
                && (!criteria.has("chargingProfilePurpose")
                        || Purpose.of(text(criteria, "chargingProfilePurpose")).filter(purpose -> purpose == profile.purpose())
                                .isPresent());
        boolean found = station.profiles().clear(which);
        station.time().run(() -> each(0, Evse::follow));
        return found;
    }
}
