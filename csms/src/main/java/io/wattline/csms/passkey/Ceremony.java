package io.wattline.csms.passkey;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** What a browser is asked, as its {@code parseCreationOptionsFromJSON} and {@code parseRequestOptionsFromJSON} read it. Source: WebAuthn §5.1. */
final class Ceremony {
    private static final long TIMEOUT_MILLIS = 300_000;

    private Ceremony() {}

    record RelyingParty(String id, String name) {}

    record Owner(String id, String name, String displayName) {}

    record Algorithm(String type, int alg) {}

    record Descriptor(String type, String id) {}

    record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

    record Creation(RelyingParty rp, Owner user, String challenge, List<Algorithm> pubKeyCredParams, long timeout,
            List<Descriptor> excludeCredentials, Selection authenticatorSelection, String attestation) {
        Creation {
            pubKeyCredParams = List.copyOf(pubKeyCredParams);
            excludeCredentials = List.copyOf(excludeCredentials);
        }
    }

    record Request(String challenge, long timeout, String rpId, String userVerification) {}

    /** The passkey finds its user by itself and asks for finger, face or PIN: it stands for password and second factor. */
    static Creation creation(String rpId, UUID user, String email, String name, String challenge, List<Descriptor> there) {
        return new Creation(new RelyingParty(rpId, "Wattline"), new Owner(text(handle(user)), email, name), challenge,
                Passkeys.ALGORITHMS.stream().map(each -> new Algorithm("public-key", (int) each.getValue())).toList(), TIMEOUT_MILLIS,
                there,
                new Selection("required", true, "required"), "none");
    }

    static Request request(String rpId, String challenge) { return new Request(challenge, TIMEOUT_MILLIS, rpId, "required"); }

    /** Under which the authenticator keeps the user. */
    static byte[] handle(UUID user) {
        return ByteBuffer.allocate(16).putLong(user.getMostSignificantBits()).putLong(user.getLeastSignificantBits()).array();
    }

    static String text(byte[] bytes) { return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes); }
}
