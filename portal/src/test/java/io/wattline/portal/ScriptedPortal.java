package io.wattline.portal;

/** Starts the portal against {@link ScriptedCsms}, to look at the pages with a browser; the first argument is the port of the portal. */
final class ScriptedPortal {
    private ScriptedPortal() {}

    private static String task(String stage) { return Samples.TASK.replace("'queued'", stage); }

    public static void main(String... args) {
        String answered = "'answered','result':'Accepted','request':{'idTag':'DEMO0001','connectorId':1},'response':{'status':'Accepted'}";
        var csms = new ScriptedCsms(0);
        csms.answersInTurn("GET /tasks/K1", task("'sent','request':{'idTag':'DEMO0001','connectorId':1}"), task(answered), task(answered),
                task(answered.replace("answered'", "effective','finished':true")));
        PortalApplication.start("--wattline.csms.url=" + csms.url(), "--server.port=" + (args.length == 0 ? "8080" : args[0]));
    }
}
