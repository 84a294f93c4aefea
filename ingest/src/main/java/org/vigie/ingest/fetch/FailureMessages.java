package org.vigie.ingest.fetch;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;
import org.vigie.http.HostRefusedException;

/// Describes failures of servers and networks in words for people.
final class FailureMessages {
  private FailureMessages() {}

  static String describeTimeout(Duration deadline) {
    return "no complete answer within " + deadline.toMillis() / 1000.0 + " s";
  }

  /// Describes why an exchange failed.
  ///
  /// @param host that was asked
  /// @param deadline of the exchange
  static String describe(Exception e, String host, Duration deadline) {
    return switch (e) {
      case HostRefusedException refused -> toPrintable(refused.getMessage());
      case UnknownHostException unknown -> "no such host: " + host;
      case ConnectTimeoutException timeout -> "no connection within the deadline";
      case HttpHostConnectException connect -> "connection refused";
      case ConnectException connect -> "connection refused";
      case NoRouteToHostException noRoute -> "no route to the host";
      case SocketTimeoutException timeout -> describeTimeout(deadline);
      case SSLException tls -> "TLS: " + describeTlsFailure(tls);
      case BodyDecoder.BodyTooLargeException large -> toPrintable(large.getMessage());
      case BodyDecoder.UnknownEncodingException encoding -> toPrintable(encoding.getMessage());
      case EOFException eof -> "a compressed body that ends in the middle";
      case ZipException zip -> "a compressed body that is damaged";
      case ConnectionClosedException closed -> "the body breaks off before its announced end";
      case TruncatedChunkException cut -> "the body breaks off before its announced end";
      case MalformedChunkCodingException chunk -> "the body comes in broken chunks";
      case NoHttpResponseException none -> "the server hung up without a valid answer";
      case MessageConstraintException large -> "the headers are too many or too long";
      case ClientProtocolException invalid -> "no valid HTTP: " + toPrintable(invalid.getMessage());
      case SocketException reset -> "the connection broke: " + toPrintable(reset.getMessage());
      default -> toPrintable(e.getClass().getSimpleName() + ": " + e.getMessage());
    };
  }

  /// Describes what is wrong with a certificate; for other TLS failures, the exception's message.
  private static String describeTlsFailure(SSLException fault) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = fault; cause != null && causes.size() < 10; cause = cause.getCause()) {
      causes.add(cause);
    }
    if (causes.stream().anyMatch(CertificateExpiredException.class::isInstance)) {
      return "the certificate has expired";
    }
    if (causes.stream().anyMatch(CertificateNotYetValidException.class::isInstance)) {
      return "the certificate is not valid yet";
    }
    if (causes.stream().anyMatch(FailureMessages::isHostMismatch)) {
      return "the certificate is another host's";
    }
    return causes.stream().anyMatch(CertPathBuilderException.class::isInstance)
        ? "the certificate comes from nobody who is trusted"
        : toPrintable(fault.getMessage());
  }

  private static boolean isHostMismatch(Throwable fault) {
    String message = String.valueOf(fault.getMessage());
    return fault instanceof SSLPeerUnverifiedException
        || fault instanceof CertificateException
            && (message.startsWith("No subject alternative") || message.startsWith("No name"));
  }

  /// Replaces control characters of a server's text by spaces and cuts it to 200 characters.
  static String toPrintable(@Nullable String words) {
    String text = words == null ? "" : words.replaceAll("\\p{Cntrl}+", " ");
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
