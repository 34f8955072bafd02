package io.wattline.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stations of the demo, each with a central system of its own, in virtual time. */
class DemoDayTest {
    private static final Set<String> FREE = Set.of("CP4", "CP202");

    static List<StationSpec> demo() {
        try (var json = StationSpec.class.getResourceAsStream("/io/wattline/simulator/demo.json")) {
            return StationSpec.read(json);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void afterTenSecondsThreeStationsOfEachVersionCharge() {
        var charging = demo().stream().map(spec -> {
            var world = new World(spec, 20).booted();
            world.pass(Duration.ofSeconds(9));
            return world.station.isCharging() ? spec.version() : null;
        }).filter(version -> version != null).collect(Collectors.groupingBy(version -> version, Collectors.counting()));

        assertThat(charging.get(Version.V16)).isGreaterThanOrEqualTo(3);
        assertThat(charging.get(Version.V201)).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("demo")
    void aDayGoesByAndEverythingSaidIsValid(StationSpec spec) {
        var world = new World(spec, 20).booted();

        world.pass(Duration.ofHours(3));

        String begun = spec.version() == Version.V16 ? "StartTransaction" : "TransactionEvent";
        if (FREE.contains(spec.id())) assertThat(world.csms.payloads(begun)).isEmpty();
        else
            assertThat(world.csms.payloads(begun)).hasSizeGreaterThan(3);
        world.everythingSaidWasValid();
    }

    @Test
    void moreThanAThirdOfTheVisitedPlacesAreFreeAndMoreThanAThirdInUseOnAverage() {
        var worlds = demo().stream().filter(StationSpec::visitors).map(spec -> new World(spec, 20).booted()).toList();
        int places = 0;
        int inUse = 0;
        for (int minute = 0; minute < 120; minute++) {
            for (World world : worlds) {
                world.pass(Duration.ofMinutes(1));
                places += world.station.evses().size();
                inUse += (int) world.station.sessions().count();
            }
        }

        assertThat((double) inUse / places).isBetween(0.33, 0.67);
    }

    @Test
    void faultsHappenNowAndThenAndGoAway() {
        var world = new World(demo().getFirst(), 20).booted();

        world.pass(Duration.ofHours(3));

        var states = world.csms.payloads("StatusNotification").stream().map(status -> status.path("status").asString()).toList();
        assertThat(states).contains("Faulted");
        assertThat(world.csms.payloads("StatusNotification")).filteredOn(status -> status.path("status").asString().equals("Faulted"))
                .allSatisfy(status -> assertThat(status.path("errorCode").asString()).isNotEqualTo("NoError"));
        assertThat(states.getLast()).isNotEqualTo("Faulted");
    }
}
