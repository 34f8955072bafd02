package io.wattline.model.station;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a station's device model; EVSE and connector 0 stand for none. Names count without their case and control characters.
 * A configuration key of OCPP 1.x is a variable of the component {@value #CONFIGURATION}. Source: OCPP 2.0.1 part 1 §4.
 */
public record VariableRef(String component, @Nullable String componentInstance, int evse, int connector, String name,
        @Nullable String instance) {
    /** The component that holds the configuration keys of OCPP 1.x stations. */
    public static final String CONFIGURATION = "Configuration";

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public VariableRef {
        component = clean(component);
        name = clean(name);
        if (componentInstance != null) componentInstance = clean(componentInstance);
        if (instance != null) instance = clean(instance);
        if (evse < 0 || connector < 0) throw new IllegalArgumentException("negative EVSE or connector: " + evse + "/" + connector);
    }

    /** Of the station as a whole. */
    public static VariableRef of(String component, String name) {
        return new VariableRef(component, null, 0, 0, name, null);
    }

    /** The configuration key of an OCPP 1.x station. */
    public static VariableRef ofConfigurationKey(String key) {
        return of(CONFIGURATION, key);
    }

    /** The same for every spelling of the same variable; sorts by component first. */
    public String key() {
        return String.join("\u001f", component, text(componentInstance), Integer.toString(evse), Integer.toString(connector), name,
                text(instance)).toLowerCase(Locale.ROOT);
    }

    /** Whether its value is a password, which nobody keeps or shows. */
    public boolean holdsSecret() { return holdsSecret(name); }

    /** The same of a variable or configuration key of this name. */
    public static boolean holdsSecret(String name) {
        return name.equalsIgnoreCase("AuthorizationKey") || name.toLowerCase(Locale.ROOT).contains("password");
    }

    private static String clean(String name) { return CONTROL.matcher(name).replaceAll(""); }

    private static String text(@Nullable String instance) { return instance == null ? "" : instance; }
}
