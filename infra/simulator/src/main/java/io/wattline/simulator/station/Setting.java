package io.wattline.simulator.station;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A setting a central system may read or change: its OCPP 1.6 key, and its component and variable of OCPP 2.x. */
enum Setting {
    HEARTBEAT_INTERVAL("HeartbeatInterval", "OCPPCommCtrlr", "HeartbeatInterval", Access.READ_WRITE, Kind.INTEGER, "300"), SAMPLE_INTERVAL(
            "MeterValueSampleInterval", "SampledDataCtrlr", "TxUpdatedInterval", Access.READ_WRITE, Kind.INTEGER,
            "60"), SAMPLED_DATA("MeterValuesSampledData", "SampledDataCtrlr", "TxUpdatedMeasurands", Access.READ_ONLY, Kind.TEXT,
                    "Energy.Active.Import.Register,Power.Active.Import,SoC,Current.Import,Voltage"), AUTHORIZE_REMOTE(
                            "AuthorizeRemoteTxRequests", "AuthCtrlr", "AuthorizeRemoteStart", Access.READ_WRITE, Kind.BOOLEAN,
                            "false"), AUTHORIZE_OFFLINE("LocalAuthorizeOffline", "AuthCtrlr", "LocalAuthorizeOffline", Access.READ_WRITE,
                                    Kind.BOOLEAN, "true"), STOP_ON_INVALID("StopTransactionOnInvalidId", "TxCtrlr", "StopTxOnInvalidId",
                                            Access.READ_WRITE, Kind.BOOLEAN, "true"), PASSWORD("AuthorizationKey", "SecurityCtrlr",
                                                    "BasicAuthPassword", Access.WRITE_ONLY, Kind.TEXT, ""), CONNECTORS("NumberOfConnectors",
                                                            null, null, Access.READ_ONLY, Kind.INTEGER,
                                                            "1"), PROFILES("SupportedFeatureProfiles", null, null, Access.READ_ONLY,
                                                                    Kind.TEXT, "Core,Reservation,SmartCharging,RemoteTrigger"), MODEL(null,
                                                                            "ChargingStation", "Model", Access.READ_ONLY, Kind.TEXT,
                                                                            ""), VENDOR(null, "ChargingStation", "VendorName",
                                                                                    Access.READ_ONLY, Kind.TEXT, ""), SERIAL(null,
                                                                                            "ChargingStation", "SerialNumber",
                                                                                            Access.READ_ONLY, Kind.TEXT, ""), FIRMWARE(null,
                                                                                                    "ChargingStation", "FirmwareVersion",
                                                                                                    Access.READ_ONLY, Kind.TEXT, "");

    enum Access {
        READ_ONLY("ReadOnly"), READ_WRITE("ReadWrite"), WRITE_ONLY("WriteOnly");

        final String word;

        Access(String word) { this.word = word; }
    }

    enum Kind {
        INTEGER("integer"), BOOLEAN("boolean"), TEXT("string");

        final String word;

        Kind(String word) { this.word = word; }
    }

    final @Nullable String key;
    final @Nullable String component;
    final @Nullable String variable;
    final Access access;
    final Kind kind;
    final String initially;

    Setting(@Nullable String key, @Nullable String component, @Nullable String variable, Access access, Kind kind, String initially) {
        this.key = key;
        this.component = component;
        this.variable = variable;
        this.access = access;
        this.kind = kind;
        this.initially = initially;
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values()).filter(setting -> key.equalsIgnoreCase(setting.key)).findFirst();
    }

    static Optional<Setting> ofVariable(String component, String variable) {
        return Arrays.stream(values())
                .filter(setting -> component.equalsIgnoreCase(setting.component) && variable.equalsIgnoreCase(setting.variable))
                .findFirst();
    }

    static boolean isComponent(String name) {
        return Arrays.stream(values()).anyMatch(setting -> name.equalsIgnoreCase(setting.component));
    }

    boolean allows(String value) {
        return switch (kind) {
            case INTEGER -> value.matches("[0-9]{1,9}");
            case BOOLEAN -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case TEXT -> !value.isBlank();
        };
    }
}
