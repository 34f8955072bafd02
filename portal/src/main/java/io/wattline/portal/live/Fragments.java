package io.wattline.portal.live;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringWebFluxTemplateEngine;

/** Renders a fragment of a page's own template, so that what moves looks like what was there. */
@Component
public class Fragments {
    private final ISpringWebFluxTemplateEngine engine;

    Fragments(ISpringWebFluxTemplateEngine engine) { this.engine = engine; }

    public String render(String template, String fragment, String name, Object value) {
        return engine.process(template, Set.of(fragment), new Context(Locale.ENGLISH, Map.of(name, value)));
    }
}
