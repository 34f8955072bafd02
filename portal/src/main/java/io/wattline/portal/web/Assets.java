package io.wattline.portal.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.webjars.WebJarVersionLocator;

/** Addresses of styles and scripts that change with their content, so that a browser may keep them for a year. */
@Component
public class Assets {
    private final String styles = hashed("portal.css");
    private final String script = hashed("portal.js");
    private final String signing = hashed("signing.js");
    private final String icon = hashed("favicon.svg");
    private final String htmx = "/webjars/" + new WebJarVersionLocator().path("htmx.org", "dist/htmx.min.js");

    public String styles() { return styles; }

    public String script() { return script; }

    /** For passkeys and links with a secret. */
    public String signing() { return signing; }

    public String icon() { return icon; }

    public String htmx() { return htmx; }

    private static String hashed(String name) {
        try (var content = new ClassPathResource("portal/static/" + name).getInputStream()) {
            return "/assets/" + name + "?v=" + DigestUtils.md5DigestAsHex(content).substring(0, 12);
        } catch (IOException missing) {
            throw new UncheckedIOException("the portal was built without " + name, missing);
        }
    }
}
