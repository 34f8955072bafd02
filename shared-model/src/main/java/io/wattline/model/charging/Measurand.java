package io.wattline.model.charging;

/**
 * A measured quantity and the unit Wattline keeps it in. Source: OCPP 1.6 §7.31, 2.x MeasurandEnumType.
 * A name that no specification lists is kept as it came, never taken for another quantity.
 */
public record Measurand(String name, String unit) {
    public static final Measurand ENERGY_IMPORT = new Measurand("Energy.Active.Import.Register", "Wh");
    public static final Measurand POWER_IMPORT = new Measurand("Power.Active.Import", "W");
    public static final Measurand SOC = new Measurand("SoC", "%");
    public static final Measurand CURRENT_IMPORT = new Measurand("Current.Import", "A");
    public static final Measurand VOLTAGE = new Measurand("Voltage", "V");
    public static final Measurand TEMPERATURE = new Measurand("Temperature", "°C");
}
