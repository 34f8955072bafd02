package io.wattline.allinone;

import java.time.Duration;
import java.util.Locale;

/** The last words of a start: where everything is. */
final class Welcome {
    private Welcome() {}

    static void print(Platform platform, boolean demo, Duration started) {
        System.out.print(text(platform, demo, started));
        System.out.flush();
    }

    private static String text(Platform platform, boolean demo, Duration started) {
        String addresses = """

                  Wattline is up after %s s

                  Portal        %s/
                  csms          %s     REST /api/v1, browse it at /swagger-ui.html
                  mobile-api    %s     RSocket %s and tcp://localhost:%d

                  Your charger  %s/{any id}   OCPP 1.6, 2.0.1 and 2.1
                                from another machine put this machine's address in place of localhost
                """.formatted(String.format(Locale.ROOT, "%.1f", started.toMillis() / 1000.0), platform.portal(), platform.csms(),
                platform.mobile(), platform.rsocket(), platform.rsocketTcpPort(), platform.chargers());
        String logins = """

                  Sign in as    owner@demo.example     may do everything in the account Demo
                                driver@demo.example    drives a car and may use two stations
                                owner@nordic.example   belongs to another account
                  Password      wattline
                """;
        return addresses + (demo ? logins : "") + "\n  Ctrl-C ends everything; the data stays.\n\n";
    }
}
