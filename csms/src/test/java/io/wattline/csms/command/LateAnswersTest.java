package io.wattline.csms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.model.command.CommandResult;
import org.junit.jupiter.api.Test;

class LateAnswersTest extends CommandScene {
    private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

    @Test
    void anAnswerThatComesLateIsStoredOnTheTaskThatHadFailed() {
        CommandTask failed = unanswered("LATE0001");

        station.answersLate(new CommandResult.Rejected("Rejected"), "{\"status\":\"Rejected\"}");

        assertThat(awaitStage(failed, TaskStage.ANSWERED)).satisfies(task -> {
            assertThat(task.result()).isEqualTo("Rejected");
            assertThat(task.response()).isEqualTo("{\"status\":\"Rejected\"}");
            assertThat(task.error()).isEqualTo("The station answered late: The station declined: Rejected.");
            assertThat(task.isFinished()).isTrue();
        });
    }

    @Test
    void aStationThatAgreesLateHasTimeForTheEffectFromThenOn() {
        CommandTask failed = unanswered("LATE0002");

        station.answersLate(new CommandResult.Accepted(), ACCEPTED);

        assertThat(awaitStage(failed, TaskStage.ANSWERED)).satisfies(task -> {
            assertThat(task.error()).isEqualTo("The station answered late.");
            assertThat(task.isFinished()).isFalse();
        });
        told(started("1", "LATE0002", null));
        assertThat(awaitStage(failed, TaskStage.EFFECTIVE).result()).isEqualTo("Accepted");
    }

    @Test
    void aStationThatAgreesLateAndDoesNothingFailsWithTheReason() {
        platform(SHORT);
        CommandTask failed = unanswered("LATE0003");

        station.answersLate(new CommandResult.Accepted(), ACCEPTED);

        await().untilAsserted(() -> assertThat(stored(failed)).satisfies(task -> {
            assertThat(task.stage()).isEqualTo(TaskStage.FAILED);
            assertThat(task.result()).isEqualTo("Accepted");
            assertThat(task.error()).startsWith("Accepted, but no transaction started");
        }));
    }

    @Test
    void whatTheStationDidBeforeItsLateAnswerIsTheEffect() {
        CommandTask failed = unanswered("LATE0004");
        told(started("2", "LATE0004", null));
        assertThat(stored(failed).stage()).isEqualTo(TaskStage.FAILED);

        station.answersLate(new CommandResult.Accepted(), ACCEPTED);

        awaitStage(failed, TaskStage.EFFECTIVE);
    }

    @Test
    void whatHappensAfterALateRefusalIsNoEffect() {
        CommandTask failed = unanswered("LATE0005");
        told(started("3", "LATE0005", null));

        station.answersLate(new CommandResult.Rejected("Rejected"), "{\"status\":\"Rejected\"}");

        assertThat(awaitStage(failed, TaskStage.ANSWERED).isFinished()).isTrue();
    }

    private CommandTask unanswered(String tag) {
        Dispatched dispatched = send(start(tag));
        station.receives("RemoteStartTransaction", "{}").staysSilent();
        CommandTask failed = get(dispatched.answered());
        assertThat(failed.stage()).isEqualTo(TaskStage.FAILED);
        return failed;
    }
}
