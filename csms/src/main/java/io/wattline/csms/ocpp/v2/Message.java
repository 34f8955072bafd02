package io.wattline.csms.ocpp.v2;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of 2.x stations that we interpret, with the fields we use; 2.1 only adds to 2.0.1. Source: OCPP 2.0.1 part 2 §2. */
sealed interface Message {
    record Authorize(Token idToken, @Nullable String certificate,
            @Nullable List<OcspRequestData> iso15118CertificateHashData) implements Message {}

    record BootNotification(ChargingStation chargingStation, String reason) implements Message {}

    record FirmwareStatusNotification(String status, @Nullable Integer requestId, @Nullable StatusInfo statusInfo) implements Message {}

    record Get15118EVCertificate(String iso15118SchemaVersion, String action, String exiRequest,
            @Nullable Integer maximumContractCertificateChains, @Nullable List<String> prioritizedEMAIDs) implements Message {}

    record GetCertificateChainStatus(List<CertificateStatusRequest> certificateStatusRequests) implements Message {}

    record GetCertificateStatus(OcspRequestData ocspRequestData) implements Message {}

    record Heartbeat() implements Message {}

    record LogStatusNotification(String status, @Nullable Integer requestId, @Nullable StatusInfo statusInfo) implements Message {}

    record MeterValues(int evseId, List<MeterValue> meterValue) implements Message {}

    record NotifyEvent(String generatedAt, List<EventData> eventData) implements Message {}

    record NotifyMonitoringReport(int requestId, int seqNo, String generatedAt, @Nullable Boolean tbc,
            @Nullable List<MonitoringData> monitor) implements Message {}

    record OpenPeriodicEventStream(StreamOpened constantStreamData) implements Message {}

    record StreamOpened(int id) {}

    record NotifyPeriodicEventStream(int id, int pending, String basetime, List<StreamDataElement> data) implements Message {}

    record NotifyReport(int requestId, String generatedAt, int seqNo, @Nullable Boolean tbc,
            @Nullable List<ReportData> reportData) implements Message {}
    record ReservationStatusUpdate(int reservationId, String reservationUpdateStatus) implements Message {}

    record PublishFirmwareStatusNotification(String status, @Nullable Integer requestId, @Nullable List<String> location,
            @Nullable StatusInfo statusInfo) implements Message {}

    record SignCertificate(String csr, @Nullable String certificateType, @Nullable Integer requestId) implements Message {}

    record SecurityEventNotification(String type, String timestamp, @Nullable String techInfo) implements Message {}

    record StatusNotification(String timestamp, String connectorStatus, int evseId, int connectorId) implements Message {}

    record TransactionEvent(EventType eventType, String timestamp, String triggerReason, Transaction transactionInfo, @Nullable Evse evse,
            @Nullable Token idToken,
            @Nullable List<MeterValue> meterValue, @Nullable Integer seqNo, @Nullable Boolean offline, @Nullable Integer reservationId,
            @Nullable Integer numberOfPhasesUsed, @Nullable Integer cableMaxCurrent) implements Message {}

    enum EventType {
        Started, Updated, Ended
    }

    record ChargingStation(String model, String vendorName, @Nullable String serialNumber, @Nullable String firmwareVersion) {}

    /** Source: OCSPRequestDataType. */
    record OcspRequestData(String hashAlgorithm, String issuerNameHash, String issuerKeyHash, String serialNumber, String responderURL) {}

    record CertificateHashData(String hashAlgorithm, String issuerNameHash, String issuerKeyHash, String serialNumber) {}

    /** Source: CertificateStatusRequestInfoType. */
    record CertificateStatusRequest(CertificateHashData certificateHashData, String source, List<String> urls) {}

    /** Source: StatusInfoType. */
    record StatusInfo(String reasonCode, @Nullable String additionalInfo) {}

    record Evse(int id, @Nullable Integer connectorId) {}

    /** Source: IdTokenType. */
    record Token(String idToken, String type) {}

    /** Source: TransactionType. */
    record Transaction(String transactionId, @Nullable String chargingState, @Nullable String stoppedReason,
            @Nullable Integer remoteStartId) {}

    record MeterValue(String timestamp, List<SampledValue> sampledValue) {}

    /** A signed value is a number too. Source: SampledValueType. */
    record SampledValue(@Nullable BigDecimal value, @Nullable String context, @Nullable String measurand, @Nullable String phase,
            @Nullable String location,
            @Nullable Unit unitOfMeasure, @Nullable Signature signedMeterValue) {}

    /** Source: SignedMeterValueType; 2.1 lets method and key be absent. */
    record Signature(@Nullable String signedMeterData, @Nullable String signingMethod, @Nullable String encodingMethod,
            @Nullable String publicKey) {}

    /** The value counts tens to the power of {@code multiplier} of the unit. Source: UnitOfMeasureType. */
    record Unit(@Nullable String unit, @Nullable Integer multiplier) {}

    /** Source: ReportDataType. */
    record ReportData(Component component, Variable variable, List<VariableAttribute> variableAttribute,
            @Nullable Characteristics variableCharacteristics) {}

    record Component(String name, @Nullable String instance, @Nullable Evse evse) {}

    record Variable(String name, @Nullable String instance) {}

    record VariableAttribute(@Nullable String type, @Nullable String value, @Nullable String mutability, @Nullable Boolean persistent,
            @Nullable Boolean constant) {}

    /** Source: VariableCharacteristicsType. */
    record Characteristics(@Nullable String unit, String dataType, @Nullable BigDecimal minLimit, @Nullable BigDecimal maxLimit,
            @Nullable String valuesList, @Nullable Boolean supportsMonitoring) {}

    /** Source: EventDataType. */
    record EventData(int eventId, String timestamp, String trigger, @Nullable Integer cause, String actualValue, @Nullable String techCode,
            @Nullable String techInfo, @Nullable Boolean cleared, @Nullable String transactionId, Component component,
            @Nullable Integer variableMonitoringId, String eventNotificationType, Variable variable, @Nullable Integer severity) {}

    record MonitoringData(Component component, Variable variable, List<VariableMonitoring> variableMonitoring) {}

    /** Source: VariableMonitoringType. */
    record VariableMonitoring(int id, boolean transaction, BigDecimal value, String type, int severity,
            @Nullable String eventNotificationType) {}

    /** Source: StreamDataElementType. */
    record StreamDataElement(BigDecimal t, String v) {}
}
