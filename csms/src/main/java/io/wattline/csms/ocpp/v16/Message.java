package io.wattline.csms.ocpp.v16;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of 1.6 stations that we interpret, with the fields we use; numbers and ids of transactions may be larger than any that we know. Source: OCPP 1.6 §6. */
sealed interface Message {
    record Authorize(String idTag) implements Message {}

    record BootNotification(String chargePointVendor, String chargePointModel, @Nullable String firmwareVersion,
            @Nullable String chargePointSerialNumber,
            @Nullable String chargeBoxSerialNumber) implements Message {}

    record DiagnosticsStatusNotification(String status) implements Message {}

    record FirmwareStatusNotification(String status) implements Message {}

    record Heartbeat() implements Message {}

    record LogStatusNotification(String status, @Nullable Integer requestId) implements Message {}

    record MeterValues(BigDecimal connectorId, @Nullable String transactionId, List<MeterValue> meterValue) implements Message {}

    record SignCertificate(String csr) implements Message {}

    record SignedFirmwareStatusNotification(String status, @Nullable Integer requestId) implements Message {}

    record StartTransaction(BigDecimal connectorId, String idTag, BigDecimal meterStart, String timestamp,
            @Nullable BigDecimal reservationId) implements Message {}

    record SecurityEventNotification(String type, String timestamp, @Nullable String techInfo) implements Message {}

    record StatusNotification(int connectorId, String status, String errorCode, @Nullable String info, @Nullable String timestamp,
            @Nullable String vendorErrorCode) implements Message {}

    record StopTransaction(String transactionId, BigDecimal meterStop, String timestamp, @Nullable String idTag, @Nullable String reason,
            @Nullable List<MeterValue> transactionData) implements Message {}

    /** Source: OCPP 1.6 §7.34. */
    record MeterValue(String timestamp, List<SampledValue> sampledValue) {}

    /** Source: OCPP 1.6 §7.43. */
    record SampledValue(String value, @Nullable String context, @Nullable String format, @Nullable String measurand, @Nullable String phase,
            @Nullable String location,
            @Nullable String unit) {}
}
