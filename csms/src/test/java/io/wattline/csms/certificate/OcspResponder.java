package io.wattline.csms.certificate;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A real responder of an authority on the loopback address; it knows which certificates were taken back. */
final class OcspResponder implements AutoCloseable {
    final List<BigInteger> asked = new CopyOnWriteArrayList<>();
    private final Map<BigInteger, CertificateStatus> revoked = new ConcurrentHashMap<>();
    private final Keys authority;
    private final X509Certificate certificate;
    private final HttpServer server;
    private volatile Keys signer;

    OcspResponder(Keys authority) {
        this.authority = authority;
        this.signer = authority;
        this.certificate = authority.selfSigned();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/ocsp", exchange -> {
            byte[] answer = answer(new OCSPReq(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    X509Certificate certificate() { return certificate; }

    void revokes(X509Certificate taken) {
        revoked.put(taken.getSerialNumber(), new RevokedStatus(Date.from(Clock.systemUTC().instant()), CRLReason.keyCompromise));
    }

    /** Its answers are signed by somebody else from now on. */
    void isForgedBy(Keys other) { signer = other; }

    String url(String host) { return "http://" + host + ":" + server.getAddress().getPort() + "/ocsp"; }

    /** OCPP's hash data of a certificate that the authority issued, without the braces. */
    String hash(X509Certificate issued) {
        try {
            var id = new CertificateID(sha256(), new JcaX509CertificateHolder(certificate), issued.getSerialNumber());
            HexFormat hex = HexFormat.of();
            return "'hashAlgorithm':'SHA256','issuerNameHash':'" + hex.formatHex(id.getIssuerNameHash()) + "','issuerKeyHash':'"
                    + hex.formatHex(id.getIssuerKeyHash()) + "','serialNumber':'" + issued.getSerialNumber().toString(16) + "'";
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] answer(OCSPReq request) {
        try {
            var sha1 = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
            var builder = new BasicOCSPRespBuilder(SubjectPublicKeyInfo.getInstance(authority.publicKey().getEncoded()), sha1);
            var now = Clock.systemUTC().instant();
            for (var each : request.getRequestList()) {
                BigInteger serial = each.getCertID().getSerialNumber();
                asked.add(serial);
                builder.addResponse(each.getCertID(), revoked.getOrDefault(serial, CertificateStatus.GOOD), Date.from(now),
                        Date.from(now.plus(Duration.ofHours(1))));
            }
            var basic = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.privateKey()),
                    new X509CertificateHolder[]{new JcaX509CertificateHolder(certificate)}, Date.from(now));
            return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static DigestCalculator sha256() throws Exception {
        return new JcaDigestCalculatorProviderBuilder().build().get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
    }

    @Override
    public void close() { server.stop(0); }
}
