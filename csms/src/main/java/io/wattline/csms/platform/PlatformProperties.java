package io.wattline.csms.platform;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Who administers the platform; nobody unless the configuration names somebody. */
@ConfigurationProperties("wattline.platform")
record PlatformProperties(@DefaultValue List<Person> administrators) {
    private static final int SHORTEST = 8;

    PlatformProperties {
        administrators = List.copyOf(administrators);
        var emails = new HashSet<String>();
        for (Person each : administrators)
            if (!emails.add(each.email().toLowerCase(Locale.ROOT)))
                throw new IllegalArgumentException("wattline.platform.administrators: " + each.email() + " is named twice");
    }

    record Person(String email, String password) {
        Person {
            if (email == null || !email.matches("[^@:\\s]+@[^@:\\s]+"))
                throw new IllegalArgumentException("wattline.platform.administrators: each needs an e-mail address");
            if (password == null || password.length() < SHORTEST)
                throw new IllegalArgumentException(
                        "wattline.platform.administrators: the password of " + email + " has less than " + SHORTEST + " characters");
        }
    }
}
