package io.wattline.csms.ocpp.rpc;

import java.util.regex.Pattern;

/** Addresses of files may carry what opens them: a user and password, a key in the path, a signature in the query. */
final class SecretAddress {
    private static final Pattern USER = Pattern.compile("^([^/?#]+://)[^/?#]*@");
    /** Long and with a digit: no name that somebody thought of. */
    private static final Pattern KEY = Pattern.compile("/(?=[^/?#]*\\d)[A-Za-z0-9_-]{24,}(?=[/?#]|$)");
    private static final Pattern QUERY = Pattern.compile("[?].*", Pattern.DOTALL);

    private SecretAddress() {}

    static String masked(String address) {
        String nobody = USER.matcher(address).replaceFirst("$1***@");
        return KEY.matcher(QUERY.matcher(nobody).replaceFirst("?***")).replaceAll("/***");
    }
}
