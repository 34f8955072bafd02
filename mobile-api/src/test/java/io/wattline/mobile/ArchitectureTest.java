package io.wattline.mobile;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import io.wattline.csms.PlantedNeighbour;
import io.wattline.mobile.east.East;
import io.wattline.mobile.west.West;
import java.sql.Connection;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

class ArchitectureTest {
    private static final JavaClasses MOBILE = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
            .importPackages("io.wattline.mobile");
    private static final ArchRule SPEAKS_TO_CSMS_OVER_HTTP_ALONE = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("io.wattline.csms..", "io.wattline.portal..", "io.wattline.simulator..")
            .because("an edge is deployed without the other services");
    private static final ArchRule KEEPS_NO_STATE = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("io.r2dbc..", "org.springframework.r2dbc..", "java.sql..", "org.apache.kafka..", "io.lettuce..")
            .because("only csms owns state");
    private static final ArchRule NEVER_BLOCKS = noClasses().should()
            .callMethodWhere(target(nameMatching("block.*|toIterable|toStream|toFuture")).and(target(owner(assignableTo(Publisher.class)))))
            .orShould().callMethod(Thread.class, "sleep", long.class).because("event loops serve everybody");
    private static final ArchRule TAKES_THE_TIME_FROM_A_CLOCK = noClasses().should().callMethod(Instant.class, "now")
            .because("tests set the time");
    private static final ArchRule INJECTS_THROUGH_CONSTRUCTORS = noFields().should().beAnnotatedWith(Autowired.class)
            .because("fields are final");
    private static final ArchRule HIDES_ITS_CONTROLLERS = classes().that().areMetaAnnotatedWith(Controller.class).should()
            .bePackagePrivate().because("routes are the interface, not classes");
    private static final ArchRule HAS_NO_CYCLES = slices().matching("io.wattline.mobile.(*)..").should().beFreeOfCycles()
            .because("a part can be understood without the whole");

    static Stream<Arguments> rules() {
        return Stream.of(Arguments.of(SPEAKS_TO_CSMS_OVER_HTTP_ALONE, new Class<?>[]{Neighbourly.class}),
                Arguments.of(KEEPS_NO_STATE, new Class<?>[]{Stateful.class}),
                Arguments.of(NEVER_BLOCKS, new Class<?>[]{Blocking.class}), Arguments.of(NEVER_BLOCKS, new Class<?>[]{Sleeping.class}),
                Arguments.of(TAKES_THE_TIME_FROM_A_CLOCK, new Class<?>[]{Timely.class}),
                Arguments.of(INJECTS_THROUGH_CONSTRUCTORS, new Class<?>[]{FieldInjected.class}),
                Arguments.of(HIDES_ITS_CONTROLLERS, new Class<?>[]{PublicRoutes.class}),
                Arguments.of(HAS_NO_CYCLES, new Class<?>[]{East.class, West.class}));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdsAndCatchesAPlantedViolation(ArchRule rule, Class<?>... planted) {
        rule.check(MOBILE);

        assertThat(rule.evaluate(new ClassFileImporter().importClasses(planted)).hasViolation()).isTrue();
    }

    record Neighbourly(PlantedNeighbour csms) {}

    record Stateful(Connection database) {}

    record Blocking(Mono<String> answer) {
        String now() { return answer.blockOptional().orElseThrow(); }
    }

    record Sleeping() {
        void aWhile() throws InterruptedException { Thread.sleep(1); }
    }

    record Timely() {
        @SuppressWarnings("JavaTimeDefaultTimeZone")
        Instant now() { return Instant.now(); }
    }

    static class FieldInjected {
        @Autowired
        String setting;
    }

    @RestController
    public static class PublicRoutes {}
}
