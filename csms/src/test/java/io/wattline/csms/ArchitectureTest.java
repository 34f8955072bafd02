package io.wattline.csms;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.wattline.csms.database.CrossTenant;
import io.wattline.model.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Repository;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The structure as rules; each is shown to catch what {@code io.wattline.planted} plants. */
class ArchitectureTest {
    private static final JavaClasses CSMS = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
            .importPackages("io.wattline.csms");
    private static final DescribedPredicate<JavaCall<?>> BLOCKS = target(name("block").or(name("blockFirst")).or(name("blockLast")))
            .and(target(owner(assignableTo(Mono.class).or(assignableTo(Flux.class)))));
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("io.wattline.planted");

    private static List<ArchRule> rules(String root) {
        String ocpp = root + ".ocpp..";
        return List.of(
                noClasses().that().resideInAPackage(ocpp).should()
                        .dependOnClassesThat(resideInAPackage(root + "..").and(not(resideInAPackage(ocpp))))
                        .because("ocpp could be lifted out as a library"),
                slices().matching(root + ".ocpp.(v*)..").should().notDependOnEachOther().because("wire families do not see each other"),
                slices().matching(root + ".(*)..").should().beFreeOfCycles().because("a feature can be read without those that use it"),
                methods().that().areDeclaredInClassesThat().areAnnotatedWith(Repository.class).and().areNotPrivate().and().areNotStatic()
                        .and()
                        .areNotAnnotatedWith(CrossTenant.class).should(takeTheAccountFirst()).because("tenancy is a parameter"),
                classes().that().areAnnotatedWith(Repository.class).or().areAnnotatedWith(RestController.class).should().notBePublic()
                        .because("tables and routes are their feature's own"),
                classes().that().resideInAnyPackage(root + ".ocpp.v16..", root + ".ocpp.v2..").and().areTopLevelClasses().should()
                        .notBePublic()
                        .because("versions end at the edge"),
                noClasses().should().callMethodWhere(BLOCKS).because("event loops serve everybody"),
                noClasses().should().callMethod(Thread.class, "sleep", long.class).because("waiting is for conditions"),
                noClasses().should().callMethod(Instant.class, "now").because("time comes from the Clock"),
                noClasses().that().resideOutsideOfPackage(root + ".cluster..").should()
                        .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..", "io.lettuce..",
                                "org.springframework.data.redis.."))
                        .because("how nodes talk to each other is one package's business"),
                noClasses().should().dependOnClassesThat(resideInAPackage("lombok..")).because("what is compiled is what is written"),
                noFields().should().beAnnotatedWith(Autowired.class).because("collaborators come through the constructor"));
    }

    @TestFactory
    Stream<DynamicTest> holds() {
        return rules("io.wattline.csms").stream().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CSMS)));
    }

    @TestFactory
    Stream<DynamicTest> catchesAPlantedViolation() {
        return rules("io.wattline.planted").stream().map(
                rule -> DynamicTest.dynamicTest(rule.getDescription(),
                        () -> assertThat(rule.evaluate(PLANTED).hasViolation()).as(rule.getDescription()).isTrue()));
    }

    @Test
    void isMadeOfModules() { ApplicationModules.of(CsmsApplication.class).verify(); }

    private static ArchCondition<JavaMethod> takeTheAccountFirst() {
        return new ArchCondition<>("take the account first") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean first = method.getOwner().isAnnotatedWith(CrossTenant.class) || !method.getRawParameterTypes().isEmpty()
                        && method.getRawParameterTypes().getFirst().isEquivalentTo(AccountId.class);
                events.add(new SimpleConditionEvent(method, first, method.getFullName()));
            }
        };
    }
}
