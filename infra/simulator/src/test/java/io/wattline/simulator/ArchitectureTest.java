package io.wattline.simulator;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ArchitectureTest {
    private static final ArchRule SHARES_NOTHING = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("io.wattline.csms..", "io.wattline.model..", "io.wattline.mobile..", "io.wattline.portal..",
                    "org.springframework..")
            .because("a station that shares code with the central system repeats its mistakes");
    private static final ArchRule NO_SLEEP = noClasses().should()
            .callMethodWhere(target(owner(JavaClass.Predicates.assignableTo(Thread.class)))
                    .and(target(nameMatching("sleep"))))
            .because("time belongs to the scheduler");
    private static final ArchRule NO_BLOCK = noClasses().should().callMethodWhere(
            target(owner(JavaClass.Predicates.resideInAPackage("reactor.core.publisher")))
                    .and(target(nameMatching("block.*|toIterable|toStream"))))
            .because("an event loop that waits holds up all its stations");
    private static final ArchRule NO_SYSTEM_CLOCK = noClasses().should().callMethodWhere(
            target(owner(JavaClass.Predicates.resideInAPackage("java.time"))).and(target(nameMatching("now")))
                    .and(target(rawParameterTypes(List.of()))))
            .because("tests decide what time it is");
    private static final ArchRule LAYERS = noClasses().that().resideInAPackage("io.wattline.simulator.rpc..").should().dependOnClassesThat()
            .resideInAnyPackage("io.wattline.simulator.station..", "io.wattline.simulator.load..")
            .because("the wire knows nothing of charging");

    private final JavaClasses simulator = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
            .importPackages("io.wattline.simulator");

    @Test
    void followsItsRules() {
        List.of(SHARES_NOTHING, NO_SLEEP, NO_BLOCK, NO_SYSTEM_CLOCK, LAYERS).forEach(rule -> rule.check(simulator));
        slices().matching("io.wattline.simulator.(*)..").should().beFreeOfCycles().check(simulator);
    }

    @Test
    void catchesASleepingClass() { assertThat(violates(NO_SLEEP, Sleeps.class)).isTrue(); }

    @Test
    void catchesABlockingClass() { assertThat(violates(NO_BLOCK, Blocks.class)).isTrue(); }

    @Test
    void catchesTheSystemClock() {
        assertThat(violates(NO_SYSTEM_CLOCK, AsksTheSystem.class)).isTrue();
        assertThat(violates(NO_SYSTEM_CLOCK, AsksAClock.class)).isFalse();
    }

    @Test
    void catchesSharedCode() { assertThat(violates(SHARES_NOTHING, SharesCode.class)).isTrue(); }

    @Test
    void catchesAWireThatKnowsOfCharging() { assertThat(violates(LAYERS, io.wattline.simulator.rpc.PlantedWire.class)).isTrue(); }

    private static boolean violates(ArchRule rule, Class<?> planted) {
        return rule.evaluate(new ClassFileImporter().importClasses(planted))
                .hasViolation();
    }

    record SharesCode(io.wattline.csms.Planted theirs) {}

    static class Sleeps {
        void nap() throws InterruptedException { Thread.sleep(1); }
    }

    static class Blocks {
        Object wait(Mono<Object> answer) { return answer.block(); }
    }

    static class AsksTheSystem {
        Object when() { return Instant.now(); }
    }

    static class AsksAClock {
        Object when(Clock clock) { return Instant.now(clock); }
    }
}
