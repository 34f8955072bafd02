package io.wattline.csms.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 1.6 Firmware Management. */
class Firmware16Test extends Scene16 {
    @ParameterizedTest
    @CsvSource({"TC_044_1,'Downloading,Downloaded,Installing,Installed',effective,done",
            "TC_044_2,'Downloading,DownloadFailed',failed,failed",
            "TC_044_3,'Downloading,Downloaded,Installing,InstallationFailed',failed,failed"})
    void tc_044_1_2_3_newFirmware(String testCase, String statuses, String stage, String outcome) {
        booted();

        var task = operator.commands("update-firmware", "{'location':'https://files.example/fw','retrieveAt':'2026-05-01T10:00:00Z'}");
        station.receives("UpdateFirmware", "{'location':'https://files.example/fw','retrieveDate':'*'}").replies("{}");
        task.isAnswered("Accepted");
        for (String status : statuses.split(",")) station.sends("FirmwareStatusNotification", "{'status':'" + status + "'}").is("{}");

        task.becomes("{'stage':'" + stage + "'}");
        operator.seesJob("{'kind':'firmware','outcome':'" + outcome + "','status':'" + statuses.replaceAll(".*,", "") + "'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_045_1,Uploaded,effective,done", "TC_045_2,UploadFailed,failed,failed"})
    void tc_045_1_2_diagnostics(String testCase, String last, String stage, String outcome) {
        booted();

        var task = operator.commands("get-diagnostics", "{}");
        String place = station.receives("GetDiagnostics", "{'location':'*'}").replies("{'fileName':'diagnostics.log'}").path("location")
                .asString();
        task.becomes("{'stage':'answered','response':{'fileName':'diagnostics.log'}}");
        station.sends("DiagnosticsStatusNotification", "{'status':'Uploading'}").is("{}");
        if (last.equals("Uploaded")) assertThat(ScenarioStation.uploads(place + "diagnostics.log", "all is well")).isEqualTo(200);
        station.sends("DiagnosticsStatusNotification", "{'status':'" + last + "'}").is("{}");

        task.becomes("{'stage':'" + stage + "'}");
        operator.seesJob("{'kind':'diagnostics','outcome':'" + outcome + "','fileName':"
                + (last.equals("Uploaded") ? "'diagnostics.log'" : "null") + "}");
    }
}
