package io.wattline.csms.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.conformance.ScenarioStation.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 1.6 with its security extension. */
class Security16Test extends Scene16 {
    private static final String PASSWORD = "a password of sixteen";
    private static final String NEXT = "another one of sixteen";
    private static final String HASH = "{'hashAlgorithm':'SHA256','issuerNameHash':'aa','issuerKeyHash':'bb','serialNumber':'01'}";
    private static final String PEM = "-----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----";

    @Test
    void tc_073_newPassword() {
        operator.changesStation("{'password':'" + PASSWORD + "'}");
        station.isClosed();
        station = ScenarioStation.connected(address.with(address.id(), PASSWORD));
        booted();

        operator.changesStation("{'newPassword':'" + NEXT + "'}");
        var task = operator.commands("change-configuration", "{'key':'AuthorizationKey','value':'" + NEXT + "'}");
        station.receives("ChangeConfiguration", "{'key':'AuthorizationKey','value':'" + NEXT + "'}").replies("{'status':'Accepted'}");
        task.isAnswered("Accepted");
        station.close();

        station = ScenarioStation.connected(address.with(address.id(), NEXT));
        booted();
        assertThat(ScenarioStation.refused(address.with(address.id(), PASSWORD))).isEqualTo(401);
    }

    @Test
    void tc_074_newCertificateOfTheStation() {
        booted();

        requested();
        signed("Accepted", "Accepted");

        operator.seesEvent("{'type':'certificate.signed','data':{'taken':true}}");
        operator.seesAt("/certificate-requests", "{'items':[{'status':'signed','taskResult':'Accepted','taskId':'*'}]}");
    }

    @ParameterizedTest
    @CsvSource({"TC_075_1,ManufacturerRootCertificate,ManufacturerRootCertificate",
            "TC_075_2,CSMSRootCertificate,CentralSystemRootCertificate"})
    void tc_075_1_2_installARootCertificate(String testCase, String type, String word) {
        booted();

        commanded("install-certificate", "{'type':'" + type + "','certificate':'" + PEM + "'}", "InstallCertificate",
                "{'certificateType':'" + word + "','certificate':'" + PEM + "'}", "Accepted", "Accepted");
        listed(type, word);
    }

    @Test
    void tc_076_deleteACertificate() {
        booted();

        listed("CSMSRootCertificate", "CentralSystemRootCertificate");
        commanded("delete-certificate", HASH, "DeleteCertificate", "{'certificateHashData':" + HASH + "}", "Accepted", "Accepted");

        operator.seesEvent("{'type':'certificate.deleted','data':{'hash':{'serialNumber':'01'}}}");
        operator.seesAt("/certificates", "{'items':[]}");
    }

    @Test
    void tc_077_stationRefusesItsCertificate() {
        booted();

        requested();
        signed("Rejected", "Rejected");
        securityEvent("InvalidChargePointCertificate");

        operator.seesEvent("{'type':'certificate.signed','data':{'taken':false}}");
        operator.seesAt("/certificate-requests", "{'items':[{'status':'refused','taskResult':'Rejected','taskId':'*'}]}");
    }

    @Test
    void tc_078_stationRefusesARootCertificate() {
        booted();

        commanded("install-certificate", "{'type':'CSMSRootCertificate','certificate':'" + PEM + "'}", "InstallCertificate", "{}",
                "Rejected",
                "Rejected");
        securityEvent("InvalidCentralSystemCertificate");
    }

    @Test
    void tc_079_securityLog() {
        booted();

        var task = operator.commands("get-log", "{'log':'security'}");
        var asked = station.receives("GetLog", "{'logType':'SecurityLog','log':{'remoteLocation':'*'}}").replies("{'status':'Accepted'}");
        String request = asked.path("requestId").toString();
        station.sends("LogStatusNotification", "{'status':'Uploading','requestId':" + request + "}").is("{}");
        assertThat(ScenarioStation.uploads(asked.path("log").path("remoteLocation").asString() + "security.log", "nothing")).isEqualTo(200);
        station.sends("LogStatusNotification", "{'status':'Uploaded','requestId':" + request + "}").is("{}");

        task.isEffective();
        operator.seesJob("{'kind':'log','outcome':'done','fileName':'security.log'}");
    }

    @ParameterizedTest
    @CsvSource({"TC_080,'Downloading,Downloaded,SignatureVerified,Installing,Installed',effective,done",
            "TC_081,'Downloading,Downloaded,InvalidSignature',failed,failed"})
    void tc_080_081_signedFirmware(String testCase, String statuses, String stage, String outcome) {
        booted();

        var task = operator.commands("update-firmware",
                "{'location':'https://files.example/fw','signingCertificate':'" + PEM + "','signature':'c2ln'}");
        String request = station.receives("SignedUpdateFirmware", "{'firmware':{'location':'https://files.example/fw','signature':'c2ln'}}")
                .replies("{'status':'Accepted'}").path("requestId").toString();
        for (String status : statuses.split(","))
            station.sends("SignedFirmwareStatusNotification", "{'status':'" + status + "','requestId':" + request + "}").is("{}");
        if (statuses.contains("Invalid")) securityEvent("InvalidFirmwareSignature");

        task.becomes("{'stage':'" + stage + "'}");
        operator.seesJob("{'kind':'firmware','outcome':'" + outcome + "'}");
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

    /** The operator triggers a signing request, and the station sends one. */
    private void requested() {
        commanded("extended-trigger-message", "{'requestedMessage':'SignChargePointCertificate'}", "ExtendedTriggerMessage",
                "{'requestedMessage':'SignChargePointCertificate'}", "Accepted", "Accepted");
        station.sends("SignCertificate", "{'csr':'" + SigningRequests.fresh(address.id()) + "'}").is("{'status':'Accepted'}");
        operator.seesEvent("{'type':'certificate.requested','data':{'subject':'CN=" + address.id() + "','flaw':null}}");
    }

    private void signed(String status, String result) {
        commanded("certificate-signed", "{'certificateChain':'" + PEM + "'}", "CertificateSigned", "{'certificateChain':'" + PEM + "'}",
                status,
                result);
    }

    private void listed(String type, String word) {
        var task = operator.commands("get-installed-certificate-ids", "{'types':['" + type + "']}");
        station.receives("GetInstalledCertificateIds", "{'certificateType':'" + word + "'}")
                .replies("{'status':'Accepted','certificateHashData':[" + HASH + "]}");
        task.becomes("{'result':'Accepted','response':{'certificateHashData':[{'serialNumber':'01'}]}}");
        operator.seesEvent("{'type':'certificate.listed','data':{'certificates':[{'certificateType':'" + type + "'}]}}");
        operator.seesAt("/certificates", "{'items':[{'certificateType':'" + type + "','serialNumber':'01'}]}");
    }

    private void securityEvent(String type) {
        station.sends("SecurityEventNotification", "{'type':'" + type + "','timestamp':'2026-05-01T10:00:00Z'}").is("{}");
        operator.seesSecurityEvent(type, false);
    }
}
