package io.wattline.csms.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.conformance.ScenarioStation.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OCPP 1.6 with its security extension. */
class Security16Test extends Scene16 {
    private static final String PASSWORD = "a password of sixteen";
    private static final String HASH = "'hashAlgorithm':'SHA256','issuerNameHash':'aa','issuerKeyHash':'bb','serialNumber':'01'";
    private static final String PEM = "-----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----";

    @Test
    void tc_073_newPassword() {
        booted();

        var task = operator.commands("change-configuration", "{'key':'AuthorizationKey','value':'" + PASSWORD + "'}");
        station.receives("ChangeConfiguration", "{'key':'AuthorizationKey','value':'" + PASSWORD + "'}").replies("{'status':'Accepted'}");
        task.isAnswered("Accepted");
        operator.changesStation("{'password':'" + PASSWORD + "'}");
        station.isClosed();

        assertThat(ScenarioStation.refused(address)).isEqualTo(401);
        station = ScenarioStation.connected(address.with(address.id(), PASSWORD));
        booted();
    }

    @Test
    void tc_074_newCertificateOfTheStation() {
        booted();

        asked("ExtendedTriggerMessage", "{'requestedMessage':'SignChargePointCertificate'}", "Accepted", "Accepted");
        station.sends("SignCertificate", "{'csr':'-----BEGIN CERTIFICATE REQUEST-----MIIB'}").is("{'status':'*'}");
        asked("CertificateSigned", "{'certificateChain':'" + PEM + "'}", "Accepted", "Accepted");

        operator.seesFrame("SignCertificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ManufacturerRootCertificate", "CentralSystemRootCertificate"})
    void tc_075_1_2_installARootCertificate(String type) {
        booted();

        asked("InstallCertificate", "{'certificateType':'" + type + "','certificate':'" + PEM + "'}", "Accepted", "Accepted");
        asked("GetInstalledCertificateIds", "{'certificateType':'" + type + "'}",
                "{'status':'Accepted','certificateHashData':[{" + HASH + "}]}")
                .becomes("{'result':'Accepted','response':{'certificateHashData':[{'serialNumber':'01'}]}}");
    }

    @Test
    void tc_076_deleteACertificate() {
        booted();

        asked("GetInstalledCertificateIds", "{'certificateType':'CentralSystemRootCertificate'}",
                "{'status':'Accepted','certificateHashData':[{" + HASH + "}]}").isAnswered("Accepted");
        asked("DeleteCertificate", "{'certificateHashData':{" + HASH + "}}", "Accepted", "Accepted");
    }

    @Test
    void tc_077_stationRefusesItsCertificate() {
        booted();

        asked("ExtendedTriggerMessage", "{'requestedMessage':'SignChargePointCertificate'}", "Accepted", "Accepted");
        station.sends("SignCertificate", "{'csr':'-----BEGIN CERTIFICATE REQUEST-----MIIB'}").is("{'status':'*'}");
        asked("CertificateSigned", "{'certificateChain':'" + PEM + "'}", "Rejected", "Rejected");
        securityEvent("InvalidChargePointCertificate");
    }

    @Test
    void tc_078_stationRefusesARootCertificate() {
        booted();

        asked("InstallCertificate", "{'certificateType':'CentralSystemRootCertificate','certificate':'" + PEM + "'}", "Rejected",
                "Rejected");
        securityEvent("InvalidCentralSystemCertificate");
    }

    @Test
    void tc_079_securityLog() {
        booted();

        asked("GetLog", "{'logType':'SecurityLog','requestId':7,'log':{'remoteLocation':'https://files.example/up'}}",
                "{'status':'Accepted','filename':'security.log'}").isAnswered("Accepted");
        station.sends("LogStatusNotification", "{'status':'Uploading','requestId':7}").is("{}");
        station.sends("LogStatusNotification", "{'status':'Uploaded','requestId':7}").is("{}");

        operator.seesFrame("LogStatusNotification");
    }

    @ParameterizedTest
    @CsvSource({"TC_080,'Downloading,Downloaded,SignatureVerified,Installing,Installed'",
            "TC_081,'Downloading,Downloaded,InvalidSignature'"})
    void tc_080_081_signedFirmware(String testCase, String statuses) {
        booted();

        asked("SignedUpdateFirmware",
                "{'requestId':9,'firmware':{'location':'https://files.example/fw','retrieveDateTime':'2026-05-01T10:00:00Z',"
                        + "'signingCertificate':'" + PEM + "','signature':'c2ln'}}",
                "Accepted", "Accepted");
        for (String status : statuses.split(","))
            station.sends("SignedFirmwareStatusNotification", "{'status':'" + status + "','requestId':9}").is("{}");
        if (statuses.contains("Invalid")) securityEvent("InvalidFirmwareSignature");

        operator.seesFrame("SignedFirmwareStatusNotification");
    }

    @Test
    void tc_083_higherSecurityProfile() {
        booted();

        var task = operator.commands("change-configuration", "{'key':'SecurityProfile','value':'2'}");
        station.receives("ChangeConfiguration", "{'key':'SecurityProfile','value':'2'}").replies("{'status':'Accepted'}");

        task.isAnswered("Accepted");
    }

    @Test
    void tc_085_password() {
        operator.changesStation("{'password':'" + PASSWORD + "'}");
        station.isClosed();

        assertThat(ScenarioStation.refused(address)).isEqualTo(401);
        assertThat(ScenarioStation.refused(address.with("somebody-else", PASSWORD))).isEqualTo(401);
        assertThat(ScenarioStation.refused(address.with(address.id(), "wrong"))).isEqualTo(401);
        station = ScenarioStation.connected(address.with(address.id(), PASSWORD));
        booted();
    }

    @Test
    void tc_088_subprotocol() {
        assertThat(station.subprotocol()).isEqualTo("ocpp1.6");
        booted();

        assertThat(ScenarioStation.refused(new Address(address.port(), address.id(), "ocpp0.9"))).isNotEqualTo(101);
    }

    private void securityEvent(String type) {
        station.sends("SecurityEventNotification", "{'type':'" + type + "','timestamp':'2026-05-01T10:00:00Z'}").is("{}");
        operator.seesFrame("SecurityEventNotification");
    }
}
