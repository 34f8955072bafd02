package io.wattline.csms.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block L: firmware. */
class Firmware201Test extends Scene201 {
    private static final String CHECKSUM = "0123456789abcdef0123456789abcdef";
    private static final String SIGNED = "{'location':'https://files.example/fw','signingCertificate':'-----BEGIN CERTIFICATE-----MIIB',"
            + "'signature':'c2ln'}";

    @ParameterizedTest
    @CsvSource({"TC_L_01,'Downloading,Downloaded,SignatureVerified,Installing,InstallRebooting,Installed',effective,done",
            "TC_L_02,'Downloading,Downloaded,SignatureVerified,InstallScheduled,Installing,Installed',effective,done",
            "TC_L_03,'DownloadScheduled,Downloading,Downloaded,SignatureVerified,Installing,Installed',effective,done",
            "TC_L_06,'Downloading,Downloaded,InvalidSignature',failed,failed", "TC_L_07,'Downloading,DownloadFailed',failed,failed",
            "TC_L_08,'Downloading,Downloaded,SignatureVerified,Installing,InstallVerificationFailed',failed,failed",
            "TC_L_09,'Downloading,Downloaded,SignatureVerified,Installing,InstallationFailed',failed,failed"})
    void tc_L_01_02_03_06_to_09_signedFirmware(String testCase, String statuses, String stage, String outcome) {
        booted();

        var task = operator.commands("update-firmware", SIGNED);
        int request = asked("Accepted");
        for (String status : statuses.split(",")) {
            firmwareIs(status, request);
            if (status.equals("InstallRebooting")) rebooted();
        }

        task.becomes("{'stage':'" + stage + "'}");
        operator.seesJob("{'kind':'firmware','outcome':'" + outcome + "','status':'" + statuses.replaceAll(".*,", "") + "'}");
    }

    @Test
    void l02_unsignedFirmware() {
        booted();

        var task = operator.commands("update-firmware", "{'location':'https://files.example/fw'}");
        int request = asked("Accepted");
        for (String status : List.of("Downloading", "Downloaded", "Installing", "Installed")) firmwareIs(status, request);

        task.isEffective();
        operator.seesJob("{'kind':'firmware','outcome':'done'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_L_04,RevokedCertificate", "TC_L_05,InvalidCertificate"})
    void tc_L_04_05_certificateOfTheSignerIsWrong(String testCase, String status) {
        booted();

        var task = operator.commands("update-firmware", SIGNED);
        asked(status);

        task.becomes("{'stage':'answered','finished':true,'result':'Rejected','response':{'status':'" + status + "'}}");
        operator.seesJob("{'kind':'firmware','outcome':'failed'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_L_10,AcceptedCanceled,Accepted", "TC_L_11,Rejected,Rejected"})
    void tc_L_10_11_anotherOneMeanwhile(String testCase, String status, String result) {
        booted();
        operator.commands("update-firmware", SIGNED);
        int first = asked("Accepted");
        firmwareIs("Downloading", first);

        var task = operator.commands("update-firmware", SIGNED.replace("/fw", "/fw2"));
        int second = asked(status);

        task.becomes("{'result':'" + result + "','response':{'status':'" + status + "'}}");
        firmwareIs("Downloaded", status.equals("Rejected") ? first : second);
    }

    @Test
    void tc_L_13_installedAfterTheTransaction() {
        charging();

        var task = operator.commands("update-firmware", SIGNED);
        int request = asked("Accepted");
        firmwareIs("DownloadScheduled", request);
        ends("StopAuthorized", "Local", meter("Transaction.End", 4500)).is("{}");
        status("Unavailable");
        for (String status : List.of("Downloading", "Downloaded", "Installing", "Installed")) firmwareIs(status, request);

        task.isEffective();
        operator.seesTransaction("{'state':'ended','energyKwh':3.5}");
        operator.seesConnector(1, "{'status':'Unavailable'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_L_17,'Downloading,Downloaded,ChecksumVerified,Published',effective,done",
            "TC_L_19,'Downloading,Downloaded,InvalidChecksum',failed,failed",
            "TC_L_20,'Downloading,Downloaded,ChecksumVerified,PublishFailed',failed,failed",
            "TC_L_24,'Downloading,DownloadFailed',failed,failed"})
    void tc_L_17_19_20_24_published(String testCase, String statuses, String stage, String outcome) {
        booted();

        var task = operator.commands("publish-firmware", "{'location':'https://files.example/fw','checksum':'" + CHECKSUM + "'}");
        int request = station.receives("PublishFirmware", "{'location':'https://files.example/fw','checksum':'" + CHECKSUM + "'}")
                .replies("{'status':'Accepted'}").path("requestId").intValue();
        for (String status : statuses.split(",")) {
            String where = status.equals("Published") ? ",'location':['http://cache.example/fw']" : "";
            station.sends("PublishFirmwareStatusNotification", "{'status':'" + status + "','requestId':" + request + where + "}").is("{}");
        }

        task.becomes("{'stage':'" + stage + "'}");
        operator.seesJob("{'kind':'publication','outcome':'" + outcome + "'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_L_21,Unpublished,Accepted", "TC_L_22,NoFirmware,Rejected", "TC_L_23,DownloadOngoing,Rejected"})
    void tc_L_21_22_23_unpublished(String testCase, String status, String result) {
        booted();

        commanded("unpublish-firmware", "{'checksum':'" + CHECKSUM + "'}", "UnpublishFirmware", "{'checksum':'" + CHECKSUM + "'}", status,
                result);
    }

    /** The station gets an update: its number. */
    private int asked(String status) {
        return station.receives("UpdateFirmware", "{'firmware':{'location':'*','retrieveDateTime':'*'}}")
                .replies("{'status':'" + status + "'}")
                .path("requestId").intValue();
    }

    private void firmwareIs(String status, int request) {
        station.sends("FirmwareStatusNotification", "{'status':'" + status + "','requestId':" + request + "}").is("{}");
    }

    private void rebooted() {
        reconnects();
        boots("FirmwareUpdate").is("{'status':'Accepted'}");
    }
}
