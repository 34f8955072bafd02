package io.wattline.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import eu.chargetime.ocpp.ClientEvents;
import eu.chargetime.ocpp.JSONClient;
import eu.chargetime.ocpp.feature.profile.ClientCoreEventHandler;
import eu.chargetime.ocpp.feature.profile.ClientCoreProfile;
import eu.chargetime.ocpp.model.Confirmation;
import eu.chargetime.ocpp.model.Request;
import eu.chargetime.ocpp.model.core.AuthorizationStatus;
import eu.chargetime.ocpp.model.core.AuthorizeConfirmation;
import eu.chargetime.ocpp.model.core.BootNotificationConfirmation;
import eu.chargetime.ocpp.model.core.ChargePointErrorCode;
import eu.chargetime.ocpp.model.core.ChargePointStatus;
import eu.chargetime.ocpp.model.core.RegistrationStatus;
import eu.chargetime.ocpp.model.core.SampledValue;
import eu.chargetime.ocpp.model.core.StartTransactionConfirmation;
import eu.chargetime.ocpp.model.core.StopTransactionConfirmation;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A station written with somebody else's library charges, and what it charged is there after a restart. */
class JavaOcaClientTest {
    private static final ZonedDateTime TEN = ZonedDateTime.parse("2026-05-01T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void bootsAuthorizesChargesAndStops() throws Exception {
        try (Platform platform = PlatformUnderTest.startOn(folder)) {
            charge(platform.chargers().toString());
            assertCharged(platform);
        }
        try (Platform restarted = PlatformUnderTest.startOn(folder)) {
            assertCharged(restarted);
        }
    }

    private static void charge(String chargers) throws Exception {
        var core = new ClientCoreProfile(mock(ClientCoreEventHandler.class));
        var station = new JSONClient(core, "OCA1");
        station.connect(chargers, mock(ClientEvents.class));
        try {
            BootNotificationConfirmation boot = answer(station, core.createBootNotificationRequest("Somebody", "Else"),
                    BootNotificationConfirmation.class);
            assertThat(boot.getStatus()).isEqualTo(RegistrationStatus.Accepted);
            assertThat(boot.getInterval()).isEqualTo(300);
            answer(station, core.createStatusNotificationRequest(1, ChargePointErrorCode.NoError, ChargePointStatus.Preparing),
                    Confirmation.class);
            AuthorizeConfirmation authorized = answer(station, core.createAuthorizeRequest("DEMO0001"), AuthorizeConfirmation.class);
            assertThat(authorized.getIdTagInfo().getStatus()).isEqualTo(AuthorizationStatus.Accepted);
            StartTransactionConfirmation started = answer(station, core.createStartTransactionRequest(1, "DEMO0001", 1_000, TEN),
                    StartTransactionConfirmation.class);
            meter(station, core, started.getTransactionId(), "6000");
            var stop = core.createStopTransactionRequest(11_000, TEN.plusHours(1), started.getTransactionId());
            answer(station, stop, StopTransactionConfirmation.class);
        } finally {
            station.disconnect();
        }
    }

    private static void meter(JSONClient station, ClientCoreProfile core, int transaction, String register) throws Exception {
        var reading = core.createMeterValuesRequest(1, TEN.plusMinutes(30), new SampledValue(register));
        reading.setTransactionId(transaction);
        answer(station, reading, Confirmation.class);
    }

    private static void assertCharged(Platform platform) {
        Api owner = Api.at(platform.csms()).signedInAs("owner@demo.example");
        JsonNode transaction = owner.get("/api/v1/transactions?stationId=OCA1").path("items").path(0);
        String path = "/transactions/" + transaction.path("id").stringValue();

        assertThat(transaction.path("state").stringValue()).isEqualTo("ended");
        assertThat(transaction.path("energyKwh").decimalValue()).isEqualByComparingTo("10");
        assertThat(transaction.path("cost").decimalValue()).isEqualByComparingTo("3.90");
        assertThat(transaction.path("idTag").stringValue()).isEqualTo("DEMO0001");
        assertThat(owner.get("/api/v1/stations/OCA1").path("vendor").stringValue()).isEqualTo("Somebody");
        assertThat(owner.get("/api/v1" + path + "/meter-values").path("items")).hasSize(1);
        assertThat(PortalVisitor.signedIn(platform.portal()).page(path)).contains(">10.00<", ">€3.90<", "OCA1", "DEMO0001");
    }

    private static <C extends Confirmation> C answer(JSONClient station, Request request, Class<C> type) throws Exception {
        return type.cast(station.send(request).toCompletableFuture().get(20, TimeUnit.SECONDS));
    }
}
