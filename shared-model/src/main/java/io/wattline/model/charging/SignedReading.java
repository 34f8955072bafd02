package io.wattline.model.charging;

import org.jspecify.annotations.Nullable;

/**
 * What a calibrated meter signed, as the station sent it, so that a driver can verify it; {@code context} and {@code measurand} are the
 * station's words. Source: OCPP 1.6 §7.42 SignedData, 2.x SignedMeterValueType.
 */
public record SignedReading(String data, @Nullable String signingMethod, @Nullable String encodingMethod, @Nullable String publicKey,
        @Nullable String context, @Nullable String measurand) {}
