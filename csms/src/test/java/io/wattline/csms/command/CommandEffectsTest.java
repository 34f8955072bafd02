package io.wattline.csms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.csms.command.CommandRequest.StopCharging;
import io.wattline.csms.transaction.ChargingTransaction;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.FileCommand;
import io.wattline.model.command.StationCommand.ChangeAvailability;
import io.wattline.model.command.StationCommand.ClearCache;
import io.wattline.model.command.StationCommand.RemoteStart;
import io.wattline.model.command.StationCommand.RemoteStop;
import io.wattline.model.command.StationCommand.Reset;
import io.wattline.model.event.Booted;
import io.wattline.model.event.JobKind;
import io.wattline.model.event.JobProgressed;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionUpdated;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;
import reactor.test.StepVerifier;

class CommandEffectsTest extends CommandScene {
    @Test
    void aRemoteStartIsEffectiveWhenItsTransactionStarts() {
        CommandTask task = send(start("TAG1")).task();
        assertThat(task.stage()).isEqualTo(TaskStage.QUEUED);
        assertThat(station.lastAsked(RemoteStart.class).idToken()).isEqualTo(new IdToken("TAG1"));

        station.receives("RemoteStartTransaction", "{\"idTag\":\"TAG1\"}");
        awaitStage(task, TaskStage.SENT);
        station.answers("Accepted");
        assertThat(awaitStage(task, TaskStage.ANSWERED).isFinished()).isFalse();
        told(started("41", "OTHER", null));
        told(started("42", "tag1", null));

        CommandTask done = awaitStage(task, TaskStage.EFFECTIVE);
        assertThat(done.result()).isEqualTo("Accepted");
        assertThat(done.request()).isEqualTo("{\"idTag\":\"TAG1\"}");
        assertThat(done.response()).isEqualTo("{\"status\":\"Accepted\"}");
        assertThat(done.isFinished()).isTrue();
    }

    @Test
    void anEffectToldBeforeTheAnswerIsNotLost() {
        CommandTask task = send(start("TAG2")).task();
        station.receives("RemoteStartTransaction", "{}");
        told(started("43", "TAG2", null));
        awaitStage(task, TaskStage.EFFECTIVE);

        station.answers("Accepted");

        await().untilAsserted(() -> assertThat(stored(task).result()).isEqualTo("Accepted"));
        assertThat(stored(task).stage()).isEqualTo(TaskStage.EFFECTIVE);
        assertThat(stored(task).isFinished()).isTrue();
    }

    @Test
    void aTransactionThatNamesItsRemoteStartIsMatchedByThatNumber() {
        CommandTask task = accepted(send(start("TAG3")));
        int number = station.lastAsked(RemoteStart.class).remoteStartId();

        told(started("tx-1", "TAG3", number == 1 ? 2 : 1));
        assertThat(stored(task).stage()).isEqualTo(TaskStage.ANSWERED);
        told(new TransactionUpdated(connector, TEN, new TransactionRef("tx-1"), null, "Charging", number));

        awaitStage(task, TaskStage.EFFECTIVE);
    }

    @Test
    void oneTransactionIsTheEffectOfOneRemoteStart() {
        CommandTask first = accepted(send(start("TAG4")));
        CommandTask second = accepted(send(start("TAG4")));

        told(started("44", "TAG4", null));

        awaitStage(first, TaskStage.EFFECTIVE);
        assertThat(stored(second).stage()).isEqualTo(TaskStage.ANSWERED);
    }

    @Test
    void saysWhyNothingStarted() {
        platform(SHORT);

        CommandTask task = accepted(send(start("TAG5")));

        assertThat(awaitStage(task, TaskStage.FAILED).error()).isEqualTo(
                "Accepted, but no transaction started within 0 s: the connector is Available, so probably no car was plugged in. "
                        + "The tag is invalid here, and a station that asks is told so.");
        told(started("45", "TAG5", null));
        assertThat(stored(task).stage()).isEqualTo(TaskStage.FAILED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"OCCUPIED|Finishing|has to be unplugged and plugged in again",
            "OCCUPIED|SuspendedEV|somebody charges there already", "OCCUPIED|Preparing|a car is there, but it or the station did not begin",
            "RESERVED|Reserved|probably for somebody else", "FAULTED|Faulted|(OverCurrentFailure), so nobody can charge there",
            "UNAVAILABLE|Unavailable|so nobody can charge there"})
    void saysWhatStoodInTheWay(ConnectorStatus status, String reported, String reason) {
        platform(SHORT);
        told(new StatusChanged(connector, TEN.plusSeconds(1), status, reported,
                status == ConnectorStatus.FAULTED ? "OverCurrentFailure" : null, null));

        CommandTask task = accepted(send(start("TAG6")));

        assertThat(awaitStage(task, TaskStage.FAILED).error()).contains(reason);
    }

    @Test
    void aRemoteStopIsEffectiveWhenItsTransactionEnds() {
        told(started("50", "TAG8", null));
        UUID transaction = ChargingTransaction.idOf(ACCOUNT, id, new TransactionRef("50"));

        CommandTask task = accepted(send(new StopCharging(transaction)));
        assertThat(station.lastAsked(RemoteStop.class).transaction()).isEqualTo(new TransactionRef("50"));
        told(ended("49"));
        assertThat(stored(task).stage()).isEqualTo(TaskStage.ANSWERED);
        told(ended("50"));

        awaitStage(task, TaskStage.EFFECTIVE);
    }

    @Test
    void aResetIsEffectiveWhenTheStationBoots() {
        CommandTask task = accepted(send(new Ask(new Reset(false, null))));

        told(new Booted(id, TEN, "V", "M", null, null, null, "{}"));

        awaitStage(task, TaskStage.EFFECTIVE);
    }

    @Test
    void unavailableMeansEveryConnectorAndScheduledMayTakeLong() {
        platform(SHORT);
        told(new StatusChanged(new ConnectorRef(id, 2, 1), TEN, ConnectorStatus.OCCUPIED, "Charging", null, null));
        CommandTask task = send(new Ask(new ChangeAvailability(false, 0, null))).task();
        station.receives("ChangeAvailability", "{}").answers("Scheduled");

        assertThat(awaitStage(task, TaskStage.ANSWERED).deadline()).isAfter(clock.instant().plusSeconds(60));
        told(new StatusChanged(connector, TEN, ConnectorStatus.UNAVAILABLE, "Unavailable", null, null));
        assertThat(stored(task).stage()).isEqualTo(TaskStage.ANSWERED);
        told(new StatusChanged(new ConnectorRef(id, 2, 1), TEN, ConnectorStatus.UNAVAILABLE, "Unavailable", null, null));

        awaitStage(task, TaskStage.EFFECTIVE);
    }

    @Test
    void whatIsAvailableAlreadyIsEffectiveAtOnce() {
        CommandTask task = send(new Ask(new ChangeAvailability(true, 1, null))).task();
        station.receives("ChangeAvailability", "{}").answers("Accepted");

        awaitStage(task, TaskStage.EFFECTIVE);
    }

    @Test
    void afterARestartNobodyAnswersButEffectsAreStillAwaited() {
        CommandTask unanswered = send(new Ask(new ClearCache())).task();
        station.receives("ClearCache", "{}");
        awaitStage(unanswered, TaskStage.SENT);
        CommandTask agreed = accepted(send(start("TAG9")));

        platform(LONG);
        StepVerifier.create(new Recovery(tasks, effects, clock).recover()).verifyComplete();
        told(started("60", "TAG9", null));

        assertThat(stored(unanswered).stage()).isEqualTo(TaskStage.FAILED);
        assertThat(stored(unanswered).error()).isEqualTo("The platform restarted before the station answered.");
        awaitStage(agreed, TaskStage.EFFECTIVE);
        assertThat(station.asked).as("nothing is sent again").hasSize(2);
    }

    @Test
    void whoMayTryAgainHasToSaySoInTime() {
        platform(Duration.ofMillis(300));
        var upload = new FileCommand.Upload(new FileCommand.Place("ftp://files.example", FileCommand.Transport.FTP), 5, null, null,
                new FileCommand.Retries(3, null));
        CommandTask task = accepted(send(new Ask(new FileCommand.GetDiagnostics(upload))));
        assertThat(task.isFinished()).isFalse();

        told(new JobProgressed(id, TEN, JobKind.DIAGNOSTICS, "UploadFailed", 5, null));

        assertThat(awaitStage(task, TaskStage.FAILED).error()).contains("after UploadFailed the station did not try again");
    }
}
