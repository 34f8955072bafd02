package io.wattline.csms.conformance;

import org.jspecify.annotations.Nullable;
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

        commanded("install-certificate", "{'type':'" + type + "','certificate':'" + PEM + "'}", "InstallCertificate",
                "{'certificateType':'" + type + "','certificate':'" + PEM + "'}", status, result);
    }

    @ParameterizedTest
    @CsvSource({"TC_M_12,CSMSRootCertificate", "TC_M_13,ManufacturerRootCertificate", "TC_M_14,V2GRootCertificate",
            "TC_M_15,V2GCertificateChain",
            "TC_M_16,MORootCertificate"})
    void tc_M_12_to_16_installedOnes(String testCase, String type) {
        booted();

        var task = operator.commands("get-installed-certificate-ids", "{'types':['" + type + "']}");
        station.receives("GetInstalledCertificateIds", "{'certificateType':['" + type + "']}").replies(installed(type));

        task.becomes("{'result':'Accepted','response':{'certificateHashDataChain':[{'certificateType':'" + type + "'}]}}");
        operator.seesEvent(
                "{'type':'certificate.listed','data':{'types':['" + type + "'],'certificates':[{'certificateType':'" + type + "'}]}}");
        operator.seesAt("/certificates", "{'items':[{'certificateType':'" + type + "','serialNumber':'01'}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_M_17;'CSMSRootCertificate','ManufacturerRootCertificate'",
            "TC_M_18;\"\""})
    void tc_M_17_18_installedOnesOfSeveralTypes(String testCase, String types) {
        booted();

        var task = operator.commands("get-installed-certificate-ids", "{'types':[" + types + "]}");
        station.receives("GetInstalledCertificateIds", "{'certificateType':" + (types.isEmpty() ? "null" : "['*','*']") + "}")
                .replies(installed("CSMSRootCertificate", "ManufacturerRootCertificate"));

        task.becomes("{'result':'Accepted','response':{'certificateHashDataChain':['*','*']}}");
        operator.seesEvent("{'type':'certificate.listed','data':{'certificates':['*','*']}}");
    }

    @Test
    void tc_M_19_noneInstalled() {
        booted();

        commanded("get-installed-certificate-ids", "{'types':['CSMSRootCertificate']}", "GetInstalledCertificateIds",
                "{'certificateType':['*']}",
                "NotFound", "Rejected");
    }

    @ParameterizedTest
    @CsvSource({"TC_M_20,Accepted,Accepted", "TC_M_21,Failed,Rejected"})
    void tc_M_20_21_delete(String testCase, String status, String result) {
        booted();

        commanded("delete-certificate", HASH, "DeleteCertificate", "{'certificateHashData':" + HASH + "}", status, result);

        if (status.equals("Accepted")) operator.seesEvent("{'type':'certificate.deleted','data':{'hash':{'serialNumber':'01'}}}");
    }

    @ParameterizedTest
    @CsvSource({"TC_A_11,SignChargingStationCertificate,ChargingStationCertificate", "TC_A_12,SignV2GCertificate,V2GCertificate",
            "TC_A_13,SignCombinedCertificate,"})
    void tc_A_11_12_13_renewed(String testCase, String trigger, @Nullable String type) {
        booted();

        requested(trigger, type);
        signed(type, "Accepted", "Accepted");

        operator.seesEvent("{'type':'certificate.signed','data':{'taken':true}}");
        operator.seesAt("/certificate-requests", "{'items':[{'status':'signed','taskResult':'Accepted','taskId':'*'}]}");
    }

    @Test
    void tc_A_14_stationRefusesItsCertificate() {
        booted();

        requested("SignChargingStationCertificate", "ChargingStationCertificate");
        signed("ChargingStationCertificate", "Rejected", "Rejected");
        securityEvent("InvalidChargingStationCertificate", false);

        operator.seesEvent("{'type':'certificate.signed','data':{'taken':false}}");
        operator.seesAt("/certificate-requests", "{'items':[{'status':'refused','taskResult':'Rejected','taskId':'*'}]}");
    }

    @Test
    void a03_stationAsksForACertificate() {
        booted();

        signs("ChargingStationCertificate", SigningRequests.fresh(address.id())).is("{'status':'Accepted'}");
        signs("ChargingStationCertificate", "no certificate request").is("{'status':'Rejected'}");

        operator.seesEvent("{'type':'certificate.requested','data':{'subject':'CN=" + address.id() + "','flaw':null}}");
        operator.seesEvent("{'type':'certificate.requested','data':{'flaw':'*'}}");
    }

    @Test
    void a04_securityEvent() {
        booted();

        securityEvent("TamperDetectionActivated", true);
    }

    private void requested(String trigger, @Nullable String type) {
        commanded("trigger-message", "{'requestedMessage':'" + trigger + "'}", "TriggerMessage", "{'requestedMessage':'" + trigger + "'}",
                "Accepted",
                "Accepted");
        signs(type, SigningRequests.fresh(address.id())).is("{'status':'Accepted'}");
        operator.seesEvent("{'type':'certificate.requested','data':{'subject':'CN=" + address.id() + "','flaw':null}}");
    }

    private ScenarioStation.Answer signs(@Nullable String type, String request) {
        return station.sends("SignCertificate",
                "{'csr':'" + request + "'" + (type == null ? "" : ",'certificateType':'" + type + "'") + "}");
    }

    private void signed(@Nullable String type, String status, String result) {
        commanded("certificate-signed", "{'certificateChain':'" + PEM + "'" + (type == null ? "" : ",'type':'" + type + "'") + "}",
                "CertificateSigned",
                "{'certificateChain':'" + PEM + "','certificateType':" + (type == null ? "null" : "'" + type + "'") + "}", status, result);
    }

    private void securityEvent(String type, boolean critical) {
        station.sends("SecurityEventNotification", "{'type':'" + type + "','timestamp':'2026-05-01T10:00:00Z','techInfo':'lid'}").is("{}");
        operator.seesSecurityEvent(type, critical);
    }

    private static String installed(String... types) {
        var chains = new StringBuilder();
        for (String type : types)
            chains.append(chains.isEmpty() ? "" : ",").append("{'certificateType':'" + type + "','certificateHashData':" + HASH + "}");
        return "{'status':'Accepted','certificateHashDataChain':[" + chains + "]}";
    }
}
