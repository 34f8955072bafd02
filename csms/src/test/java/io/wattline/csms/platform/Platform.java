package io.wattline.csms.platform;

import static io.wattline.csms.Rest.json;

import io.wattline.csms.Rest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** REST as an administrator of the platform calls it, and accounts that he made. */
public final class Platform {
    public static final String ACCOUNTS = "/api/v1/platform/accounts";
    private static final String PASSWORD = "a long passphrase of the owner";

    private Platform() {}

    public static Rest as(String email, String password, int port) {
        return Rest.anonymous(port).with("Authorization",
                "Basic " + Base64.getEncoder().encodeToString((email + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    public static Rest admin(int port) { return as("admin@platform.example", "wattline", port); }

    /** An account with an owner. */
    public record Made(String id, String email, int port) {
        public Rest owner() { return Rest.anonymous(port).signedIn(email, PASSWORD); }
    }

    public static Made account(int port) {
        String id = "acc-" + UUID.randomUUID().toString().substring(0, 8);
        String email = "owner@" + id + ".example";
        json(admin(port).post(ACCOUNTS,
                "{'id':'" + id + "','name':'The " + id + "','ownerEmail':'" + email + "','ownerPassword':'" + PASSWORD
                        + "'}"),
                201);
        return new Made(id, email, port);
    }

    static String signIn(Made account) { return "{'username':'" + account.email() + "','password':'" + PASSWORD + "'}"; }
}
