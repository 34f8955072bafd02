package io.wattline.csms.passkey;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionAuthenticatorOutput;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A browser with a passkey in it: answers as {@code navigator.credentials} would, in single quotes. Source: WebAuthn §5.1, §6. */
final class TestAuthenticator {
    private static final byte PRESENT = AuthenticatorData.BIT_UP;
    private static final byte VERIFIED = AuthenticatorData.BIT_UV;

    private final ObjectConverter converter = new ObjectConverter();
    private final KeyPair key;
    private final byte[] id = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    String origin = "http://localhost:8080";
    boolean verifies = true;
    long counter = 1;
    private String owner = "";

    TestAuthenticator() throws GeneralSecurityException {
        var keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        key = keys.generateKeyPair();
    }

    /** Makes the passkey that {@code publicKey} asks for. */
    String creates(JsonNode publicKey) {
        owner = publicKey.get("user").get("id").asString();
        byte[] client = client("webauthn.create", publicKey);
        var data = new AuthenticatorData<RegistrationExtensionAuthenticatorOutput>(sha256(text(publicKey.get("rp").get("id"))),
                (byte) (flags() | AuthenticatorData.BIT_AT), counter,
                new AttestedCredentialData(AAGUID.ZERO, id,
                        EC2COSEKey.create((ECPublicKey) key.getPublic(), COSEAlgorithmIdentifier.ES256)));
        byte[] attestation = new AttestationObjectConverter(converter)
                .convertToBytes(new AttestationObject(data, new NoneAttestationStatement()));
        return "{'id':'" + base64(id) + "','rawId':'" + base64(id) + "','type':'public-key','clientExtensionResults':{},'response':{"
                + "'clientDataJSON':'" + base64(client) + "','attestationObject':'" + base64(attestation) + "','transports':['internal']}}";
    }

    /** Signs the challenge of {@code publicKey}. */
    String signs(JsonNode publicKey) throws GeneralSecurityException {
        byte[] client = client("webauthn.get", publicKey);
        byte[] data = new AuthenticatorDataConverter(converter).convert(
                new AuthenticatorData<AuthenticationExtensionAuthenticatorOutput>(sha256(text(publicKey.get("rpId"))), flags(), ++counter));
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(data);
        signed.writeBytes(sha256(client));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key.getPrivate());
        signature.update(signed.toByteArray());
        return "{'id':'" + base64(id) + "','rawId':'" + base64(id) + "','type':'public-key','clientExtensionResults':{},'response':{"
                + "'clientDataJSON':'" + base64(client) + "','authenticatorData':'" + base64(data) + "','signature':'"
                + base64(signature.sign())
                + "','userHandle':'" + owner + "'}}";
    }

    private byte flags() { return verifies ? PRESENT | VERIFIED : PRESENT; }

    private byte[] client(String type, JsonNode publicKey) {
        return ("{\"type\":\"" + type + "\",\"challenge\":\"" + text(publicKey.get("challenge")) + "\",\"origin\":\"" + origin
                + "\",\"crossOrigin\":false}").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(JsonNode node) { return node.asString(); }

    private static byte[] sha256(String text) { return sha256(text.getBytes(StandardCharsets.UTF_8)); }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) { return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes); }
}
