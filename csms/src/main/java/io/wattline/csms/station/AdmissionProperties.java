package io.wattline.csms.station;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code unknownStationAccount}: the account that stations join whom nobody registered and whose address names no account; none unless set. */
@ConfigurationProperties("wattline.ocpp")
record AdmissionProperties(@Nullable String unknownStationAccount) {}
