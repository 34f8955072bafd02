package io.wattline.csms.conformance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 1.6 Firmware Management. */
class Firmware16Test extends Scene16 {
    @ParameterizedTest
    @CsvSource({"TC_044_1,'Downloading,Downloaded,Installing,Installed'", "TC_044_2,'Downloading,DownloadFailed'",
            "TC_044_3,'Downloading,Downloaded,Installing,InstallationFailed'"})
    void tc_044_1_2_3_newFirmware(String testCase, String statuses) {
        booted();

        asked("UpdateFirmware", "{'location':'https://files.example/fw','retrieveDate':'2026-05-01T10:00:00Z'}", "{}")
                .isAnswered("Accepted");
        for (String status : statuses.split(",")) station.sends("FirmwareStatusNotification", "{'status':'" + status + "'}").is("{}");
        if (statuses.endsWith(",Installed")) {
            reconnects();
            booted();
        }

        operator.seesFrame("FirmwareStatusNotification");
    }

    @ParameterizedTest
    @CsvSource({"TC_045_1,'Uploading,Uploaded'", "TC_045_2,'Uploading,UploadFailed'"})
    void tc_045_1_2_diagnostics(String testCase, String statuses) {
        booted();

        asked("GetDiagnostics", "{'location':'https://files.example/up'}", "{'fileName':'diagnostics.zip'}")
                .becomes("{'result':'Accepted','response':{'fileName':'diagnostics.zip'}}");
        for (String status : statuses.split(",")) station.sends("DiagnosticsStatusNotification", "{'status':'" + status + "'}").is("{}");

        operator.seesFrame("DiagnosticsStatusNotification");
    }
}
