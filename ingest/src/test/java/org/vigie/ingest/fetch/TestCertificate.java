package org.vigie.ingest.fetch;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A key pair and its certificate, created for a test.
record TestCertificate(KeyPair keys, X509Certificate certificate) {
  private static final char[] PASSWORD = "password".toCharArray();
  private static final Duration VALID = Duration.ofDays(30);

  /// A self-signed authority.
  static TestCertificate createAuthority(String name) throws Exception {
    KeyPair keys = pair();
    return createCertificate(keys, name, yesterday(), authority(), keys, name);
  }

  /// A self-signed host.
  static TestCertificate createSelfSigned(String host) throws Exception {
    KeyPair keys = pair();
    return createCertificate(keys, host, yesterday(), host(host), keys, host);
  }

  /// An intermediate authority signed by this one.
  TestCertificate signAuthority(String name) throws Exception {
    return createCertificate(pair(), name, yesterday(), authority(), keys, name());
  }

  /// A host certificate signed by this authority.
  TestCertificate sign(String host) throws Exception {
    return sign(host, yesterday());
  }

  /// A host certificate signed by this authority, valid for 30 days.
  TestCertificate sign(String host, Instant from) throws Exception {
    return createCertificate(pair(), host, from, host(host), keys, name());
  }

  static Instant yesterday() {
    return Instant.now().minus(Duration.ofDays(1));
  }

  /// A context for a server that sends this certificate alone, without its chain.
  SSLContext createServerContext() throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setKeyEntry("key", keys.getPrivate(), PASSWORD, new Certificate[] {certificate});
    KeyManagerFactory manager =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    manager.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(manager.getKeyManagers(), null, null);
    return context;
  }

  /// A context for a client that trusts this authority only.
  SSLContext createClientContext() throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setCertificateEntry("authority", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private String name() {
    return certificate.getSubjectX500Principal().getName().substring("CN=".length());
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  /// An extension of a certificate.
  private record CertificateExtension(ASN1ObjectIdentifier oid, ASN1Encodable value) {}

  private static CertificateExtension authority() {
    return new CertificateExtension(Extension.basicConstraints, new BasicConstraints(true));
  }

  private static CertificateExtension host(String name) {
    return new CertificateExtension(
        Extension.subjectAlternativeName,
        new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
  }

  private static TestCertificate createCertificate(
      KeyPair owner,
      String name,
      Instant from,
      CertificateExtension extra,
      KeyPair signer,
      String signerName)
      throws Exception {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
                new X500Principal("CN=" + signerName),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(from),
                Date.from(from.plus(VALID)),
                new X500Principal("CN=" + name),
                owner.getPublic())
            .addExtension(extra.oid(), true, extra.value());
    return new TestCertificate(
        owner,
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))));
  }
}
