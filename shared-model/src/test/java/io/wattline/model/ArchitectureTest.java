package io.wattline.model;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.net.http.HttpRequest;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final ArchRule MODEL_DEPENDS_ON_NOTHING = classes().should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("io.wattline.model..", "java.lang..", "java.util..", "java.time..", "java.math..", "org.jspecify.."))
            .because("an Android app depends on the model");

    @Test
    void dependsOnPlainJavaAlone() {
        JavaClasses model = new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.wattline.model");

        MODEL_DEPENDS_ON_NOTHING.check(model);
    }

    @Test
    void catchesAPlantedDependency() {
        assertThat(MODEL_DEPENDS_ON_NOTHING.evaluate(new ClassFileImporter().importClasses(Planted.class)).hasViolation()).isTrue();
    }

    record Planted(HttpRequest request, Assertions assertions) {}
}
