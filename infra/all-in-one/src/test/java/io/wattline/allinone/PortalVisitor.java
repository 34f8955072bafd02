package io.wattline.allinone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who reads the portal's pages without a browser: cookies and forms, no scripts. */
final class PortalVisitor {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI portal;

    private PortalVisitor(URI portal) { this.portal = portal; }

    static PortalVisitor signedIn(URI portal) {
        var visitor = new PortalVisitor(portal);
        Matcher csrf = CSRF.matcher(visitor.page("/login"));
        if (!csrf.find()) throw new AssertionError("the sign-in form has no CSRF token");
        String form = "email=owner%40demo.example&password=wattline&_csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8);
        visitor.send(HttpRequest.newBuilder(portal.resolve("/login")).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)).build());
        return visitor;
    }

    String page(String path) { return send(HttpRequest.newBuilder(portal.resolve(path)).build()); }

    private String send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) throw new AssertionError(response + " " + response.body());
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
