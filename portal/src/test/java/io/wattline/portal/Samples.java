package io.wattline.portal;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What {@link ScriptedCsms} tells: an account with five stations, one of them charging, one faulted, one offline; single quotes for legibility. */
final class Samples {
    private static final String ALL = "'ReadOverview','ReadChargingStations','ManageChargingStations','ReadTags','ManageTags','ReadSchedules','ReadUsers',"
            + "'ManageUsers','ReadSettings','ReadTransactions','OperateStations','SendDestructiveCommands','ManageWebhooks','ManageApiKeys','ReadAudit','ManageSettings'";
    static final String TRANSACTION = "{'id':'T1','stationId':'CP1','evse':1,'connector':1,'ocppTransactionId':'17','idTag':'DEMO0001','state':'active',"
            + "'startedAt':'2026-01-05T09:10:00Z','meterStartKwh':1200.000,'energyKwh':7.412,'cost':2.59,'currency':'EUR','pricePerKwh':0.35,"
            + "'startReason':'Remote','flags':[]}";
    static final String ENDED = "{'id':'T0','stationId':'CP2','evse':1,'connector':1,'ocppTransactionId':'16','idTag':'DEMO0002','state':'ended',"
            + "'startedAt':'2026-01-05T06:00:00Z','stoppedAt':'2026-01-05T08:30:00Z','meterStartKwh':800.000,'meterStopKwh':818.250,'energyKwh':18.25,"
            + "'cost':6.39,'currency':'EUR','pricePerKwh':0.35,'stopReason':'EVDisconnected','flags':['reconstructed']}";
    static final String TASK = "{'id':'K1','stationId':'CP1','command':'remote-start','stage':'queued','createdAt':'2026-01-05T09:20:00Z',"
            + "'updatedAt':'2026-01-05T09:20:00Z'}";

    private static final String SITE = "{'id':'S1','name':'Harbour','address':'Quay 1','latitude':53.5,'longitude':9.9,'timeZone':'Europe/Berlin',"
            + "'stationIds':['CP1'],'userIds':[]}";

    private Samples() {}

    static String json(String text) { return text.replace('\'', '"'); }

    static String userOf(String credentials) {
        if (!credentials.contains("\"wattline\"")) return null;
        if (credentials.contains("owner@demo.example")) return "owner";
        if (credentials.contains("watcher@demo.example")) return "watcher";
        return credentials.contains("driver@demo.example") ? "driver" : null;
    }

    static Map<String, String> answers() {
        var answers = new TreeMap<String, String>();
        answers.put("GET /me as owner", me("Olivia Owner", ALL));
        answers.put("GET /me as watcher", me("Walter Watcher", "'ReadOverview'"));
        answers.put("GET /me as driver", me("Dana Driver", ""));
        answers.put("PATCH /me", "{}");
        answers.put("GET /overview", overview(1, "7.4"));
        answers.put("GET /stations", "{'items':[" + String.join(",", cp1(), station("CP2", true, "Available", "Available"),
                station("CP3", true, "Faulted", "Available"), station("CP4", false, "Unknown", ""),
                station("CP201", true, "Occupied", "SuspendedEV")) + "],'next':null}");
        answers.put("GET /stations/CP1", cp1());
        answers.put("GET /stations/CP201", station("CP201", true, "Occupied", "SuspendedEV"));
        answers.put("PATCH /stations/CP1", cp1());
        answers.put("POST /stations", cp1());
        answers.put("GET /stations/CP1/frames", "{'items':[" + frame("F2", "in", "call", "MeterValues") + ","
                + frame("F1", "out", "result", "Heartbeat") + "],'next':null}");
        answers.put("GET /tasks",
                "{'items':[" + TASK.replace("'queued'", "'effective','finished':true,'result':'Accepted'") + "],'next':null}");
        answers.put("POST /stations/CP1/commands/remote-start", TASK);
        answers.put("POST /stations/CP1/commands/reset", TASK.replace("remote-start", "reset"));
        answers.put("POST /stations/CP1/commands/get-configuration", TASK.replace("remote-start", "get-configuration"));
        answers.put("POST /stations/CP1/ocpp/Reset", TASK.replace("remote-start", "Reset"));
        answers.put("GET /tasks/K1", TASK.replace("'queued'", "'sent','request':{'idTag':'DEMO0001','connectorId':1}"));
        answers.put("GET /tags",
                "{'items':[{'idTag':'DEMO0001','name':'Fleet card','blocked':false},{'idTag':'DEMO0002','parentIdTag':'DEMO0001','blocked':false},"
                        + "{'idTag':'DEMO-BLOCKED','description':'Lost','blocked':true}],'next':null}");
        answers.put("GET /tags/DEMO0001",
                "{'idTag':'DEMO0001','type':'ISO14443','name':'Fleet card','blocked':false,'maxPoolTransactions':3,'onlyAt':{'stationIds':['CP1','CP-FAR'],"
                        + "'siteIds':['S1']},'userIds':['u2'],'status':'Accepted'}");
        answers.put("GET /unknown-tags",
                "{'items':[{'idTag':'04AABBCC','type':'ISO14443','stationId':'CP1','firstSeenAt':'2026-01-05T08:00:00Z','lastSeenAt':'2026-01-05T08:00:00Z',"
                        + "'count':3}],'next':null}");
        answers.put("GET /sites", "{'items':[" + SITE + "],'next':null}");
        answers.put("GET /sites/S1", SITE);
        answers.put("GET /users", "{'items':[{'id':'u1','email':'owner@demo.example','name':'Olivia Owner','permissions':[" + ALL
                + "],'enabled':true,"
                + "'lastLoginAt':'2026-01-05T08:00:00Z'},{'id':'u2','email':'driver@demo.example','name':'Dana Driver','permissions':[],'enabled':true,'stationIds':['CP1']}],'next':null}");
        answers.put("GET /transactions", "{'items':[" + TRANSACTION + "," + ENDED + "],'next':null}");
        answers.put("GET /transactions/T1", TRANSACTION);
        answers.put("GET /transactions/T0", ENDED);
        answers.put("GET /transactions/T1/meter-values", curve());
        answers.put("GET /transactions/T0/meter-values", "{'items':[],'next':null}");
        answers.put("GET /ocpp/1.6/actions",
                "{'items':[{'action':'Reset','from':'csms'},{'action':'Heartbeat','from':'station'},{'action':'DataTransfer','from':'both'}],'next':null}");
        answers.replaceAll((_, body) -> json(body));
        return answers;
    }

    static String overview(int charging, String powerKw) {
        return "{'stations':5,'online':4,'charging':" + charging + ",'faulted':1,'powerKw':" + powerKw
                + ",'energyTodayKwh':25.66,'costToday':8.98,'currency':'EUR','activeTransactions':1,'transactionsToday':2}";
    }

    static String change(int sequence, String status, String powerKw) {
        return "{'kind':'change','sequence':" + sequence + ",'stationId':'CP2','evse':1,'connector':1,'online':true,'status':'" + status
                + "','reportedStatus':'" + status + "','powerKw':" + powerKw + ",'energyKwh':818.25,'socPercent':41,'charging':"
                + status.equals("Occupied")
                + ",'at':'2026-01-05T09:21:00Z'}";
    }

    static String frame(String id, String direction, String type, String action) {
        return "{'id':'" + id + "','at':'2026-01-05T09:21:00.120Z','direction':'" + direction + "','type':'" + type + "','action':'"
                + action
                + "','messageId':'" + id + "','payload':'[2,\\'" + id + "\\',\\'" + action + "\\',{\\'connectorId\\':1}]','latencyMs':3}";
    }

    private static String me(String name, String permissions) {
        return "{'userId':'u1','email':'owner@demo.example','name':'" + name + "','accountId':'demo','accountName':'Demo','permissions':["
                + permissions
                + "],'timeZone':'Europe/Berlin','darkMode':null,'idTags':[]}";
    }

    private static String cp1() {
        return "{'id':'CP1','name':'North gate','enabled':true,'online':true,'ocppVersion':'1.6','vendor':'Emulated','model':'Wall 11','firmwareVersion':'1.4.2',"
                + "'serialNumber':'E-0001','lastSeenAt':'2026-01-05T09:20:58Z','connectedAt':'2026-01-05T05:00:00Z','pricePerKwh':0.35,'currency':'EUR',"
                + "'connectors':[" + connector("Occupied", "Charging", "7.4", true) + "]}";
    }

    private static String station(String id, boolean online, String status, String reported) {
        return "{'id':'" + id + "','name':null,'enabled':true,'online':" + online + ",'ocppVersion':'" + (id.length() > 3 ? "2.0.1" : "1.6")
                + "','vendor':'Emulated','model':'Wall 22','firmwareVersion':'2.0.0','lastSeenAt':'2026-01-05T09:20:58Z','connectors':["
                + connector(status, reported, "0", false) + "]}";
    }

    private static String connector(String status, String reported, String powerKw, boolean charging) {
        return "{'evse':1,'connector':1,'status':'" + status + "','reportedStatus':'" + reported + "','powerKw':" + powerKw
                + ",'energyKwh':1207.412,"
                + (charging ? "'socPercent':64,'transactionId':'T1'," : "") + "'charging':" + charging + ",'errorCode':'NoError'}";
    }

    private static String curve() {
        var start = Instant.parse("2026-01-05T09:10:00Z");
        return IntStream.rangeClosed(0, 60)
                .mapToObj(minute -> "{'at':'" + start.plusSeconds(minute * 60L) + "','evse':1,'connector':1,'transactionId':'T1','powerKw':"
                        + (minute < 40 ? 7.4 : 7.4 - (minute - 40) * 0.3) + ",'energyKwh':" + (1200 + minute * 0.12) + ",'socPercent':"
                        + Math.min(100, 40 + minute) + "}")
                .collect(Collectors.joining(",", "{'items':[", "],'next':null}"));
    }
}
