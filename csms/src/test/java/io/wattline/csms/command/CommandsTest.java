package io.wattline.csms.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.csms.command.CommandRequest.StartCharging;
import io.wattline.csms.command.CommandRequest.StopCharging;
import io.wattline.csms.command.CommandRequest.StopTransaction;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.StationCommand.ClearCache;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.command.StationCommand.RemoteStart;
import io.wattline.model.command.StationCommand.RemoteStop;
import io.wattline.model.command.StationCommand.Reset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import reactor.test.StepVerifier;

class CommandsTest extends CommandScene {
    @Test
    void aRejectedCommandEndsWithItsAnswer() {
        CommandTask task = send(start("TAG6")).task();
        station.receives("RemoteStartTransaction", "{}").answers("Rejected");

        CommandTask done = awaitStage(task, TaskStage.ANSWERED);
        assertThat(done.result()).isEqualTo("Rejected");
        assertThat(done.error()).isEqualTo("The station declined: Rejected.");
        assertThat(done.isFinished()).isTrue();
        told(started("46", "TAG6", null));
        assertThat(stored(task).stage()).isEqualTo(TaskStage.ANSWERED);
    }

    @Test
    void whatTheVersionDoesNotKnowIsUnsupportedAndNeverSent() {
        CommandTask task = send(new Ask(new ClearCache())).task();
        station.answers(new CommandResult.Unsupported("OCPP 1.6 has no such question."), null);

        CommandTask done = awaitStage(task, TaskStage.ANSWERED);
        assertThat(done.result()).isEqualTo("Unsupported");
        assertThat(done.request()).isNull();
        assertThat(done.error()).isEqualTo("OCPP 1.6 has no such question.");
    }

    @Test
    void aSilentStationFailsTheTask() {
        Dispatched dispatched = send(new Ask(new ClearCache()));
        station.receives("ClearCache", "{}");
        station.answers(new CommandResult.Unreachable("No answer within 30 s."), null);

        StepVerifier.create(dispatched.answered()).assertNext(task -> {
            assertThat(task.stage()).isEqualTo(TaskStage.FAILED);
            assertThat(task.result()).isEqualTo("Unreachable");
        }).verifyComplete();
        StepVerifier.create(new TaskAnswer(tasks).to(owner, dispatched, "wait=1")).verifyErrorSatisfies(
                failure -> assertThat(failure).isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
                    assertThat(problem.code()).isEqualTo("charger_timeout");
                    assertThat(problem.members()).containsEntry("taskId", dispatched.task().id());
                }));
    }

    @Test
    void theTaskOfAStationThatIsNotThereFailsAtOnce() {
        station.disconnects();

        CommandTask task = send(start("TAG7")).task();

        assertThat(task.stage()).isEqualTo(TaskStage.FAILED);
        assertThat(task.result()).isEqualTo("Unreachable");
        assertThat(stored(task)).isEqualTo(task);
    }

    @Test
    void aDriverStartsWithHisOwnTagsOnHisOwnStations() {
        Caller driver = user();
        assertThat(problem(driver, start("DRIVER"))).extracting(Problem::code).isEqualTo("unknown_station");

        sql("INSERT INTO station_access VALUES ('commands', '" + id + "', '" + driver.user() + "')");
        String tag = tagOf(driver);
        assertThat(problem(driver, start("NOT-HIS"))).extracting(Problem::code).isEqualTo("forbidden");
        assertThat(problem(driver, new Ask(new ClearCache()))).extracting(Problem::code).isEqualTo("forbidden");
        assertThat(station.asked).isEmpty();

        send(driver, new StartCharging(null, 1, 1), null);
        assertThat(station.lastAsked(RemoteStart.class).idToken()).isEqualTo(new IdToken(tag));
    }

    @Test
    void aDriverStopsWhatHisTagsStartedAndNothingElse() {
        Caller driver = user();
        sql("INSERT INTO station_access VALUES ('commands', '" + id + "', '" + driver.user() + "')");
        String tag = tagOf(driver);
        told(started("70", "SOMEBODY", null));
        told(ended("70"));
        told(started("71", tag, null));

        assertThat(problem(driver, new StopTransaction(new TransactionRef("70")))).extracting(Problem::code).isEqualTo("forbidden");
        assertThat(problem(driver, new StopTransaction(new TransactionRef("72")))).extracting(Problem::code)
                .isEqualTo("unknown_transaction");
        assertThat(problem(driver, new StopCharging(UUID.randomUUID()))).extracting(Problem::code).isEqualTo("unknown_transaction");

        send(driver, new StopTransaction(new TransactionRef("71")), null);
        assertThat(station.lastAsked(RemoteStop.class).transaction()).isEqualTo(new TransactionRef("71"));
    }

    @Test
    void anOwnerWithoutTagsIsAskedForOne() {
        assertThat(problem(owner, new StartCharging(null, null, null)).members()).containsKey("fields");
    }

    @Test
    void theSameKeyIsTheSameTask() {
        Dispatched first = send(owner, new Ask(new ClearCache()), "once");
        Dispatched second = send(owner, new Ask(new ClearCache()), "once");
        send(user(Permission.values()), new Ask(new ClearCache()), "once");
        station.answers("Accepted");

        assertThat(second.task().id()).isEqualTo(first.task().id());
        assertThat(station.asked).as("another user's key is another key").hasSize(2);
        assertThat(problem(owner, new Ask(new Reset(true, null)), "once").code()).isEqualTo("conflict");
    }

    @Test
    void aRawPayloadIsCheckedAndKeptAsItIs() {
        assertThat(problem(owner, new Ask(new RawCall("Fly", "{}"))).code()).isEqualTo("unknown_action");
        assertThat(problem(owner, new Ask(new RawCall("Reset", "{\"type\":\"Sideways\"}"))).code()).isEqualTo("bad_request");
        assertThat(problem(owner, new Ask(new RawCall("Heartbeat", "{}"))).code()).isEqualTo("bad_request");

        send(new Ask(new RawCall("ChangeConfiguration", "{\"value\":\"1\",  \"key\":\"K\"}")));

        assertThat(station.lastAsked(RawCall.class).payload()).isEqualTo("{\"value\":\"1\",  \"key\":\"K\"}");
    }
}
