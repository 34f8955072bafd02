package io.wattline.csms.ocpp.rpc;

import io.wattline.model.station.OcppVersion;

/** Why a CALL was not answered. Source: OCPP-J 1.6 §4.2.3, OCPP 2.0.1 part 4 §4.3. */
public enum OcppErrorCode {
    FORMAT_VIOLATION("FormatViolation"), GENERIC_ERROR("GenericError"), INTERNAL_ERROR("InternalError"), MESSAGE_TYPE_NOT_SUPPORTED(
            "MessageTypeNotSupported"), NOT_IMPLEMENTED("NotImplemented"), NOT_SUPPORTED("NotSupported"), OCCURRENCE_CONSTRAINT_VIOLATION(
                    "OccurrenceConstraintViolation"), PROPERTY_CONSTRAINT_VIOLATION("PropertyConstraintViolation"), PROTOCOL_ERROR(
                            "ProtocolError"), RPC_FRAMEWORK_ERROR("RpcFrameworkError"), SECURITY_ERROR(
                                    "SecurityError"), TYPE_CONSTRAINT_VIOLATION("TypeConstraintViolation");

    private final String wireName;

    OcppErrorCode(String wireName) { this.wireName = wireName; }

    /** As the version spells it: 1.6 misspells two codes and lacks two others, whose nearest it gets. */
    public String wireName(OcppVersion version) {
        if (version.is2x()) return wireName;
        return switch (this) {
            case FORMAT_VIOLATION, RPC_FRAMEWORK_ERROR -> "FormationViolation";
            case OCCURRENCE_CONSTRAINT_VIOLATION -> "OccurenceConstraintViolation";
            case MESSAGE_TYPE_NOT_SUPPORTED -> "ProtocolError";
            case GENERIC_ERROR, INTERNAL_ERROR, NOT_IMPLEMENTED, NOT_SUPPORTED, PROPERTY_CONSTRAINT_VIOLATION, PROTOCOL_ERROR,
                    SECURITY_ERROR,
                    TYPE_CONSTRAINT_VIOLATION ->
                wireName;
        };
    }
}
