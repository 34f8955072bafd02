package io.wattline.csms.quirk;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.ocpp.Quirks;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.Booted;
import io.wattline.model.station.StationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles are data: files that can be changed while the platform runs. */
class QuirkProfilesTest {
    private static final AccountId ACCOUNT = new AccountId("demo");
    private static final StationId STATION = new StationId("Q1");

    @TempDir
    private Path folder;
    private QuirkProfiles profiles;
    private StationManners manners;

    @BeforeEach
    void read() {
        profiles = new QuirkProfiles(new QuirkProperties(folder, Duration.ofSeconds(10)));
        manners = new StationManners(profiles);
    }

    @Test
    void theShippedOnesAreThereWithoutAnyFolder() {
        var shipped = new QuirkProfiles(new QuirkProperties(null, Duration.ofSeconds(10)));

        assertThat(shipped.namesOf(new Make("OpenEVSE", "openevse_wifi_v1", "v4.2.2"))).containsExactly("openevse-kwh");
        assertThat(shipped.of(new Make("OpenEVSE", "openevse_wifi_v1", "v4.2.2")).countsEnergyInKwh()).isTrue();
        assertThat(shipped.of(new Make("OpenEVSE", "openevse_wifi_v1", "v5.0.0"))).isEqualTo(Quirks.NONE);
        assertThat(shipped.of(Make.UNKNOWN)).isEqualTo(Quirks.NONE);
    }

    @Test
    void everyQuirkCanBeToldInAFile() throws Exception {
        write("all.json", """
                [{"name": "all", "vendor": "Odd*", "why": "test", "quirks": {"energyUnit": "kWh", "registerUnit": "kWh", "powerUnit": "kW",
                  "timeZone": "Europe/Berlin", "milliseconds": false, "pings": false, "triggerMessage": false, "callSpacing": "PT2S",
                  "compression": true, "hexPassword": true, "maxPowerKw": 22}}]""");

        Quirks quirks = profiles.of(new Make("ODD devices", "x", null));

        assertThat(quirks.countsEnergyInKwh()).isTrue();
        assertThat(quirks.countsRegistersInKwh()).isTrue();
        assertThat(quirks.countsPowerInKw()).isTrue();
        assertThat(quirks.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(quirks.precision()).isEqualTo(ChronoUnit.SECONDS);
        assertThat(quirks.bearsPings()).isFalse();
        assertThat(quirks.canBeTriggered()).isFalse();
        assertThat(quirks.spacing()).isEqualTo(Duration.ofSeconds(2));
        assertThat(quirks.bearsCompression()).isTrue();
        assertThat(quirks.writesPasswordsInHex()).isTrue();
        assertThat(quirks.maxPowerKw()).isEqualByComparingTo("22");
    }

    @Test
    void severalProfilesAddUpAndTheLaterOneCounts() throws Exception {
        write("a.json", """
                [{"name": "vendor", "vendor": "Odd", "quirks": {"pings": false, "milliseconds": false}}]""");
        write("b.json", """
                [{"name": "model", "vendor": "Odd", "model": "B*", "quirks": {"milliseconds": true}}]""");

        Make make = new Make("Odd", "B2", "1");
        assertThat(profiles.namesOf(make)).containsExactly("vendor", "model");
        assertThat(profiles.of(make).bearsPings()).isFalse();
        assertThat(profiles.of(make).precision()).isEqualTo(ChronoUnit.MILLIS);
    }

    @Test
    void aChangedFileChangesTheMannersOfConnectedStations() throws Exception {
        Supplier<Manners> current = manners.admitted(ACCOUNT, STATION, false, new Make("Odd", "A", null));
        assertThat(current.get().quirks().bearsPings()).isTrue();

        write("odd.json", """
                [{"name": "odd", "vendor": "Odd", "quirks": {"pings": false}}]""");

        assertThat(current.get().quirks().bearsPings()).isFalse();
    }

    @Test
    void aFileThatMakesNoSenseIsLeftOutAndTheOthersStay() throws Exception {
        write("good.json", """
                [{"name": "odd", "vendor": "Odd", "quirks": {"pings": false}}]""");
        write("misspelt.json", """
                [{"name": "bad", "vendor": "Odd", "quirks": {"pinks": false}}]""");
        write("broken.json", "[{");

        assertThat(profiles.namesOf(new Make("Odd", null, null))).containsExactly("odd");
    }

    @Test
    void aBootTellsTheMakeAndTheStrictnessStays() throws Exception {
        write("odd.json", """
                [{"name": "odd", "firmware": "6.*", "quirks": {"milliseconds": false}}]""");
        Supplier<Manners> current = manners.admitted(ACCOUNT, STATION, true, Make.UNKNOWN);

        manners.onCommit(List.of(new AccountEvent(ACCOUNT, boot("6.1"), Instant.EPOCH)));
        assertThat(current.get().quirks().precision()).isEqualTo(ChronoUnit.SECONDS);
        assertThat(current.get().strict()).isTrue();

        manners.onCommit(List.of(new AccountEvent(ACCOUNT, boot("7.0"), Instant.EPOCH)));
        assertThat(current.get()).isEqualTo(Manners.STRICT);
    }

    private static Booted boot(@Nullable String firmware) {
        return new Booted(STATION, Instant.EPOCH, "Odd", "A", firmware, null, null, "{}");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        profiles.refresh();
    }
}
