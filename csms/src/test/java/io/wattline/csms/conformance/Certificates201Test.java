package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCPP 2.0.1 block M, and what of block A renews certificates: the messages, without a certificate authority behind them. */
class Certificates201Test extends Scene201 {
    private static final String PEM = "-----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----";
    private static final String HASH = "{'hashAlgorithm':'SHA256','issuerNameHash':'aa','issuerKeyHash':'bb','serialNumber':'01'}";

    @ParameterizedTest
    @CsvSource({"TC_M_01,CSMSRootCertificate,Accepted,Accepted", "TC_M_02,ManufacturerRootCertificate,Accepted,Accepted",
            "TC_M_03,V2GRootCertificate,Accepted,Accepted", "TC_M_04,MORootCertificate,Accepted,Accepted",
            "TC_M_05,CSMSRootCertificate,Failed,Rejected"})
    void tc_M_01_to_05_install(String testCase, String type, String status, String result) {
        booted();

        asked("InstallCertificate", "{'certificateType':'" + type + "','certificate':'" + PEM + "'}", status, result);
    }

    @ParameterizedTest
    @CsvSource({"TC_M_12,CSMSRootCertificate", "TC_M_13,ManufacturerRootCertificate", "TC_M_14,V2GRootCertificate",
            "TC_M_15,V2GCertificateChain",
            "TC_M_16,MORootCertificate"})
    void tc_M_12_to_16_installedOnes(String testCase, String type) {
        booted();

        asked("GetInstalledCertificateIds", "{'certificateType':['" + type + "']}", installed(type))
                .becomes("{'result':'Accepted','response':{'certificateHashDataChain':[{'certificateType':'" + type + "'}]}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
            "TC_M_17;{'certificateType':['CSMSRootCertificate','ManufacturerRootCertificate']}", "TC_M_18;{}"})
    void tc_M_17_18_installedOnesOfSeveralTypes(String testCase, String request) {
        booted();

        asked("GetInstalledCertificateIds", request, installed("CSMSRootCertificate", "ManufacturerRootCertificate"))
                .becomes("{'result':'Accepted','response':{'certificateHashDataChain':['*','*']}}");
    }

    @Test
    void tc_M_19_noneInstalled() {
        booted();

        asked("GetInstalledCertificateIds", "{'certificateType':['CSMSRootCertificate']}", "NotFound", "Rejected");
    }

    @ParameterizedTest
    @CsvSource({"TC_M_20,Accepted,Accepted", "TC_M_21,Failed,Rejected"})
    void tc_M_20_21_delete(String testCase, String status, String result) {
        booted();

        asked("GetInstalledCertificateIds", "{'certificateType':['CSMSRootCertificate']}", installed("CSMSRootCertificate"))
                .isAnswered("Accepted");
        asked("DeleteCertificate", "{'certificateHashData':" + HASH + "}", status, result);
    }

    @ParameterizedTest
    @CsvSource({"TC_A_11,SignChargingStationCertificate,ChargingStationCertificate", "TC_A_12,SignV2GCertificate,V2GCertificate"})
    void tc_A_11_12_renewed(String testCase, String trigger, String type) {
        booted();

        requested(trigger, type);
        asked("CertificateSigned", "{'certificateChain':'" + PEM + "','certificateType':'" + type + "'}", "Accepted", "Accepted");
    }

    @Test
    void tc_A_13_combinedCertificateRenewed() {
        booted();

        asked("TriggerMessage", "{'requestedMessage':'SignCombinedCertificate'}", "Accepted", "Accepted");
        station.sends("SignCertificate", "{'csr':'-----BEGIN CERTIFICATE REQUEST-----MIIB'}").is("{'status':'*'}");
        asked("CertificateSigned", "{'certificateChain':'" + PEM + "'}", "Accepted", "Accepted");
    }

    @Test
    void tc_A_14_stationRefusesItsCertificate() {
        booted();

        requested("SignChargingStationCertificate", "ChargingStationCertificate");
        asked("CertificateSigned", "{'certificateChain':'" + PEM + "','certificateType':'ChargingStationCertificate'}", "Rejected",
                "Rejected");
        station.sends("SecurityEventNotification", "{'type':'InvalidChargingStationCertificate','timestamp':'2026-05-01T10:00:00Z'}")
                .is("{}");

        operator.seesFrame("SecurityEventNotification");
    }

    @Test
    void a03_stationAsksForACertificate() {
        booted();

        station.sends("SignCertificate", "{'csr':'-----BEGIN CERTIFICATE REQUEST-----MIIB','certificateType':'ChargingStationCertificate'}")
                .is("{'status':'*'}");

        operator.seesFrame("SignCertificate");
    }

    @Test
    void a04_securityEvent() {
        booted();

        station.sends("SecurityEventNotification",
                "{'type':'TamperDetectionActivated','timestamp':'2026-05-01T10:00:00Z','techInfo':'lid'}").is("{}");

        operator.seesFrame("SecurityEventNotification");
    }

    private void requested(String trigger, String type) {
        asked("TriggerMessage", "{'requestedMessage':'" + trigger + "'}", "Accepted", "Accepted");
        station.sends("SignCertificate", "{'csr':'-----BEGIN CERTIFICATE REQUEST-----MIIB','certificateType':'" + type + "'}")
                .is("{'status':'*'}");
        operator.seesFrame("SignCertificate");
    }

    private static String installed(String... types) {
        var chains = new StringBuilder();
        for (String type : types)
            chains.append(chains.isEmpty() ? "" : ",").append("{'certificateType':'" + type + "','certificateHashData':" + HASH + "}");
        return "{'status':'Accepted','certificateHashDataChain':[" + chains + "]}";
    }
}
