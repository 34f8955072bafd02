package io.wattline.portal.csms;

/** The bearer token of the user on whose behalf csms is asked; it travels in the Reactor context under its class. */
public record AccessToken(String value) {
    @Override
    public String toString() { return "AccessToken"; }
}
