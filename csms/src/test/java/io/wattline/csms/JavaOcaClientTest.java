package io.wattline.csms;

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
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A station written with somebody else's library charges, and what it charged is there after a restart. */
class JavaOcaClientTest {
    private static final ZonedDateTime TEN = ZonedDateTime.parse("2026-05-01T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void bootsAuthorizesChargesAndStops() throws Exception {
        try (ConfigurableApplicationContext csms = start()) {
            charge(csms.getEnvironment().getRequiredProperty("local.server.port"));
            assertCharged(csms);
        }
        try (ConfigurableApplicationContext restarted = start()) {
            assertCharged(restarted);
        }
    }

    private ConfigurableApplicationContext start() {
        return CsmsApplication.start("--server.port=0", "--spring.profiles.active=demo", "--wattline.database.embedded-folder=" + folder);
    }

    private static void charge(String port) throws Exception {
        var core = new ClientCoreProfile(mock(ClientCoreEventHandler.class));
        var station = new JSONClient(core, "OCA1");
        station.connect("ws://127.0.0.1:" + port + "/ocpp", mock(ClientEvents.class));
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

    private static void assertCharged(ConfigurableApplicationContext csms) {
        Rest rest = Rest.as(Rest.OWNER, csms.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        JsonNode transaction = Rest.json(rest.get("/api/v1/transactions?stationId=OCA1"), 200).path("items").path(0);

        assertThat(transaction.path("state").stringValue()).isEqualTo("ended");
        assertThat(transaction.path("energyKwh").decimalValue()).isEqualByComparingTo("10");
        assertThat(transaction.path("cost").decimalValue()).isEqualByComparingTo("3.90");
        assertThat(transaction.path("idTag").stringValue()).isEqualTo("DEMO0001");
        assertThat(Rest.json(rest.get("/api/v1/stations/OCA1"), 200).path("vendor").stringValue()).isEqualTo("Somebody");
        String series = "/api/v1/transactions/" + transaction.path("id").stringValue() + "/meter-values";
        assertThat(Rest.json(rest.get(series), 200).path("items")).hasSize(1);
    }

    private static <C extends Confirmation> C answer(JSONClient station, Request request, Class<C> type) throws Exception {
        return type.cast(station.send(request).toCompletableFuture().get(20, TimeUnit.SECONDS));
    }
}
