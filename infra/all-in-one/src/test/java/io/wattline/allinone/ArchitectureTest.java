package io.wattline.allinone;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import io.wattline.csms.database.DatabaseProperties;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

class ArchitectureTest {
    private static final ArchRule TAKES_NO_SHORTCUT = noClasses().should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.wattline.csms..", "io.wattline.mobile..", "io.wattline.portal..", "io.wattline.simulator..")
                            .and(not(nameMatching(".*(Application|DemoFleet)"))))
            .because("the applications meet over the network as in production");
    private static final ArchRule NEVER_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class)
            .because("who waits, waits for something");
    private static final ArchRule TAKES_THE_TIME_FROM_A_CLOCK = noClasses().should().callMethod(Instant.class, "now")
            .because("tests set the time");
    private static final ArchRule INJECTS_THROUGH_CONSTRUCTORS = noFields().should().beAnnotatedWith(Autowired.class)
            .because("fields are final");

    static Stream<Arguments> rules() {
        return Stream.of(Arguments.of(TAKES_NO_SHORTCUT, Shortcut.class), Arguments.of(NEVER_SLEEPS, Sleeping.class),
                Arguments.of(TAKES_THE_TIME_FROM_A_CLOCK, Timely.class), Arguments.of(INJECTS_THROUGH_CONSTRUCTORS, FieldInjected.class));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdsAndCatchesAPlantedViolation(ArchRule rule, Class<?> planted) {
        JavaClasses allInOne = new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.wattline.allinone");

        rule.check(allInOne);
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(planted)).hasViolation()).isTrue();
    }

    record Shortcut(DatabaseProperties database) {}

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
}
