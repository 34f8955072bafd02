package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block L: firmware. */
class Firmware201Test extends Scene201 {
    @ParameterizedTest
    @CsvSource({"TC_L_01,'Downloading,Downloaded,SignatureVerified,Installing,InstallRebooting,Installed'",
            "TC_L_02,'Downloading,Downloaded,SignatureVerified,InstallScheduled,Installing,Installed'",
            "TC_L_03,'DownloadScheduled,Downloading,Downloaded,SignatureVerified,Installing,Installed'",
            "TC_L_06,'Downloading,Downloaded,InvalidSignature'", "TC_L_07,'Downloading,DownloadFailed'",
            "TC_L_08,'Downloading,Downloaded,SignatureVerified,Installing,InstallVerificationFailed'",
            "TC_L_09,'Downloading,Downloaded,SignatureVerified,Installing,InstallationFailed'"})
    void tc_L_01_02_03_06_to_09_signedFirmware(String testCase, String statuses) {
        booted();

        updatesFirmware(9, "Accepted", "Accepted");
        for (String status : statuses.split(",")) {
            if (status.equals("InstallRebooting")) rebooted();
            else
                firmwareIs(status, 9);
        }

        operator.seesFrame("FirmwareStatusNotification");
    }

    @Test
    void l02_unsignedFirmware() {
        booted();

        asked("UpdateFirmware",
                "{'requestId':9,'firmware':{'location':'https://files.example/fw','retrieveDateTime':'2026-05-01T10:00:00Z'}}", "Accepted",
                "Accepted");
        for (String status : new String[]{"Downloading", "Downloaded", "Installing", "Installed"}) firmwareIs(status, 9);

        operator.seesFrame("FirmwareStatusNotification");
    }

    @ParameterizedTest
    @CsvSource({"TC_L_04,RevokedCertificate", "TC_L_05,InvalidCertificate"})
    void tc_L_04_05_certificateOfTheSignerIsWrong(String testCase, String status) {
        booted();

        updatesFirmware(9, status, "Rejected");
    }

    @ParameterizedTest
    @CsvSource({"TC_L_10,AcceptedCanceled,Accepted", "TC_L_11,Rejected,Rejected"})
    void tc_L_10_11_anotherOneMeanwhile(String testCase, String status, String result) {
        booted();
        updatesFirmware(9, "Accepted", "Accepted");
        firmwareIs("Downloading", 9);

        updatesFirmware(10, status, result);

        firmwareIs("Downloading", status.equals("Rejected") ? 9 : 10);
    }

    @Test
    void tc_L_13_installedAfterTheTransaction() {
        charging();

        updatesFirmware(9, "Accepted", "Accepted");
        firmwareIs("DownloadScheduled", 9);
        ends("StopAuthorized", "Local", meter("Transaction.End", 4500)).is("{}");
        status("Unavailable");
        firmwareIs("Downloading", 9);

        operator.seesTransaction("{'state':'ended','energyKwh':3.5}");
        operator.seesConnector(1, "{'status':'Unavailable'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_L_17,'Downloading,Downloaded,ChecksumVerified,Published'", "TC_L_19,'Downloading,Downloaded,InvalidChecksum'",
            "TC_L_20,'Downloading,Downloaded,ChecksumVerified,PublishFailed'", "TC_L_24,'Downloading,DownloadFailed'"})
    void tc_L_17_19_20_24_published(String testCase, String statuses) {
        booted();

        asked("PublishFirmware", "{'location':'https://files.example/fw','checksum':'0123456789abcdef0123456789abcdef','requestId':11}",
                "Accepted",
                "Accepted");
        for (String status : statuses.split(","))
            station.sends("PublishFirmwareStatusNotification",
                    "{'status':'" + status + "','requestId':11"
                            + (status.equals("Published") ? ",'location':['http://cache.example/fw']" : "") + "}")
                    .is("{}");

        operator.seesFrame("PublishFirmwareStatusNotification");
    }

    @ParameterizedTest
    @CsvSource({"TC_L_21,Unpublished,Accepted", "TC_L_22,NoFirmware,Rejected", "TC_L_23,DownloadOngoing,Rejected"})
    void tc_L_21_22_23_unpublished(String testCase, String status, String result) {
        booted();

        asked("UnpublishFirmware", "{'checksum':'0123456789abcdef0123456789abcdef'}", status, result);
    }

    private void updatesFirmware(int request, String status, String result) {
        asked("UpdateFirmware",
                "{'requestId':" + request + ",'firmware':{'location':'https://files.example/fw','retrieveDateTime':'2026-05-01T10:00:00Z',"
                        + "'signingCertificate':'-----BEGIN CERTIFICATE-----MIIB','signature':'c2ln'}}",
                status, result);
    }

    private void firmwareIs(String status, int request) {
        station.sends("FirmwareStatusNotification", "{'status':'" + status + "','requestId':" + request + "}").is("{}");
    }

    private void rebooted() {
        firmwareIs("InstallRebooting", 9);
        reconnects();
        boots("FirmwareUpdate").is("{'status':'Accepted'}");
    }
}
