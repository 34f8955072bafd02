package io.wattline.csms.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class TogetherTest {
    private final List<List<String>> asked = new ArrayList<>();

    @Test
    void asksOnceForAllWhoCameMeanwhile() {
        var first = Sinks.<Map<String, Integer>>one();
        var together = new Together<String, Integer>(questions -> {
            asked.add(questions);
            return asked.size() == 1 ? first.asMono() : Mono.just(Map.of("b", 2, "c", 3));
        });

        var answers = List.of(together.ask("a").toFuture(), together.ask("b").toFuture(), together.ask("c").toFuture(),
                together.ask("b").toFuture());
        first.tryEmitValue(Map.of("a", 1));

        assertThat(asked).containsExactly(List.of("a"), List.of("b", "c"));
        assertThat(answers.stream().map(answer -> answer.join())).containsExactly(1, 2, 3, 2);
    }

    @Test
    void aFailureIsToldToThoseItIsAboutAndEndsNothing() {
        var together = new Together<String, Integer>(questions -> {
            asked.add(questions);
            if (asked.size() == 1) throw new IllegalStateException("down");
            return Mono.just(Map.of());
        });

        StepVerifier.create(together.ask("a")).verifyErrorMessage("down");
        StepVerifier.create(together.ask("b")).verifyComplete();
    }
}
