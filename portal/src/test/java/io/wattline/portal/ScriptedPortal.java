package io.wattline.portal;

/** Starts the portal against {@link ScriptedCsms}, to look at the pages with a browser; the first argument is the port of the portal. */
final class ScriptedPortal {
    private ScriptedPortal() {}

    public static void main(String... args) {
        var csms = new ScriptedCsms(0);
        PortalApplication.start("--wattline.csms.url=" + csms.url(), "--server.port=" + (args.length == 0 ? "8080" : args[0]));
    }
}
