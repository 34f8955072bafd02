package io.wattline.csms.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import io.wattline.csms.account.IdentityProperties;
import io.wattline.csms.passkey.PasskeyRows.Stored;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Judges what authenticators answer: our challenge, our origin, a finger or a PIN, the right key. Source: WebAuthn Level 3 §7. */
@Component
class Passkeys {
    static final List<COSEAlgorithmIdentifier> ALGORITHMS = List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA,
            COSEAlgorithmIdentifier.RS256);
    private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);
    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(each -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, each)).toList();

    /** A new passkey that passed. */
    record Fresh(ByteBuffer credentialId, Stored stored) {}

    /** A use of a passkey that passed. */
    record Use(long counter, boolean backedUp) {}

    private final ObjectConverter converter = new ObjectConverter();
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final Set<Origin> origins;
    private final String rpId;

    Passkeys(IdentityProperties identity) {
        this.origins = Stream.concat(Stream.of(identity.portalOrigin()), identity.passkeyOrigins().stream()).map(Origin::new)
                .collect(Collectors.toUnmodifiableSet());
        this.rpId = identity.portalUrl().getHost();
    }

    /** The domain that passkeys are for. */
    String rpId() { return rpId; }

    /** Null for an answer that does not pass; the log knows why. */
    @Nullable
    Fresh judgeNew(AccountId account, UserId user, String challenge, String answer) {
        try {
            var parameters = new RegistrationParameters(server(challenge), PARAMETERS, true, true);
            var data = manager.verifyRegistrationResponseJSON(answer, parameters);
            AuthenticatorData<?> told = Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            var credential = Objects.requireNonNull(told.getAttestedCredentialData());
            var stored = new Stored(account, user, UUID.randomUUID(), ByteBuffer.wrap(credentials.convert(credential)), told.getSignCount(),
                    told.isFlagBE(), told.isFlagBS());
            return new Fresh(ByteBuffer.wrap(credential.getCredentialId()), stored);
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException e) {
            report(e);
            return null;
        }
    }

    /** The id of the passkey that was used, or null for an answer that is none. */
    @Nullable
    AuthenticationData read(String answer) {
        try {
            AuthenticationData data = manager.parseAuthenticationResponseJSON(answer);
            return data.getCredentialId() == null ? null : data;
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException e) {
            report(e);
            return null;
        }
    }

    /** Null for an answer that does not pass; the log knows why. */
    @Nullable
    Use judge(Stored stored, String challenge, AuthenticationData answer) {
        byte[] handle = answer.getUserHandle();
        if (handle != null && !Arrays.equals(handle, Ceremony.handle(stored.user().value()))) return null;
        try {
            var bytes = new byte[stored.credential().remaining()];
            stored.credential().duplicate().get(bytes);
            var record = new CredentialRecordImpl(new NoneAttestationStatement(), true, stored.backupEligible(), stored.backedUp(),
                    stored.counter(), credentials.convert(bytes), null, null, null, null);
            manager.verify(answer, new AuthenticationParameters(server(challenge), record, null, true, true));
            AuthenticatorData<?> told = Objects.requireNonNull(answer.getAuthenticatorData());
            return new Use(told.getSignCount(), told.isFlagBS());
        } catch (WebAuthnException | IllegalArgumentException e) {
            report(e);
            return null;
        }
    }

    private ServerProperty server(String challenge) {
        return ServerProperty.builder().origins(origins).rpId(rpId).challenge(new DefaultChallenge(challenge)).build();
    }

    private static void report(RuntimeException reason) {
        LOG.atInfo().addKeyValue("reason", reason.getClass().getSimpleName()).log("passkey refused");
    }
}
