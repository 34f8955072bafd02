package io.wattline.csms.certificate;

import io.wattline.csms.certificate.CertificateRows.Waiting;
import io.wattline.csms.command.CommandTask;
import io.wattline.csms.command.Preparation;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.CertificateCommand.CertificateSigned;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.RawCall;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ties a certificate that goes to a station to the request that waits for it, and says of which type and number that request is. */
@Component
class Answering implements Preparation {
    /** When no type is named. */
    private static final String MEANT = "ChargingStationCertificate";

    private final CertificateRows rows;
    private final JsonMapper json;

    Answering(CertificateRows rows, JsonMapper json) {
        this.rows = rows;
        this.json = json;
    }

    /** One that nobody waits for goes as it is. */
    @Override
    public Mono<StationCommand> prepare(AccountId account, CommandTask task, StationCommand command) {
        if (command instanceof RawCall raw && raw.action().equals("CertificateSigned"))
            return tie(account, task, json.readTree(raw.payload())).thenReturn(command);
        if (!(command instanceof CertificateSigned signed)) return Mono.just(command);
        return rows.tie(account, task, signed.type(), signed.requestId()).map(waiting -> completed(signed, waiting)).defaultIfEmpty(signed);
    }

    private Mono<Waiting> tie(AccountId account, CommandTask task, JsonNode payload) {
        @Nullable
        String type = payload.has("certificateType") ? payload.path("certificateType").asString("") : null;
        return rows.tie(account, task, type, payload.has("requestId") ? Integer.valueOf(payload.path("requestId").asInt(0)) : null);
    }

    private static StationCommand completed(CertificateSigned signed, Waiting waiting) {
        boolean named = signed.type() != null || waiting.certificateType().equals(MEANT);
        return new CertificateSigned(signed.chain(), named ? signed.type() : waiting.certificateType(),
                signed.requestId() == null ? waiting.requestId() : signed.requestId());
    }
}
