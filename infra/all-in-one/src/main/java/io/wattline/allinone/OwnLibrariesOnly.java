package io.wattline.allinone;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * One class path carries the libraries of all three applications. This keeps from each what its own class path would not have,
 * so that it configures itself as it does alone.
 */
class OwnLibrariesOnly implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final Map<String, List<String>> FOREIGN = Map.of( //
            "csms", List.of("org.springframework.boot.thymeleaf.", ".rsocket."), //
            "mobile-api", List.of("org.springframework.boot.thymeleaf.", "org.springframework.boot.r2dbc.", "org.springdoc."), //
            "portal", List.of(".rsocket.", "org.springframework.boot.r2dbc.", "org.springdoc."));

    private List<String> foreign = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        foreign = FOREIGN.getOrDefault(environment.getProperty("spring.application.name", ""), List.of());
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] kept = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            kept[i] = candidate != null && foreign.stream().noneMatch(candidate::contains);
        }
        return kept;
    }
}
