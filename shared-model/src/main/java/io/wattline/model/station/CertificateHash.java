package io.wattline.model.station;

/** Names a certificate without showing it; hashes and serial number in hexadecimal. Source: OCPP 2.0.1 part 2 CertificateHashDataType. */
public record CertificateHash(String hashAlgorithm, String issuerNameHash, String issuerKeyHash, String serialNumber) {}
