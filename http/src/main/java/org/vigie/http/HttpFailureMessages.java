package org.vigie.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;
import org.vigie.model.SafeText;

/// Describes failures of servers and networks in words for people. What servers say is untrusted:
/// all of it goes through [#toPrintableLine].
public final class HttpFailureMessages {
  private static final int MAX_LENGTH = 200;

  private HttpFailureMessages() {}

  /// Describes a response by its status: `HTTP 403 Forbidden`.
  public static String describeStatus(HttpResponse response) {
    String reason = response.getReasonPhrase();
    String phrase = reason == null ? "" : toPrintableLine(HeaderText.decode(reason));
    return "HTTP " + response.getCode() + (phrase.isEmpty() ? "" : " " + phrase);
  }

  static String describeTimeout(Duration deadline) {
    return "no complete answer within " + deadline.toMillis() / 1000.0 + " s";
  }

  /// Describes why a request got no response.
  ///
  /// @param deadline of the request
  static String describe(Exception e, HttpRequest request, Duration deadline) {
    return switch (e) {
      case CheckedConnection.NoAnswerException none -> describe(none.failure, request, deadline);
      case HostRefusedException refused -> toPrintableLine(refused.getMessage());
      case UnknownHostException unknown -> "no such host: " + findHost(request);
      case ConnectTimeoutException timeout ->
          "no connection within " + deadline.toMillis() / 1000.0 + " s";
      case ConnectException connect -> "connection refused";
      case NoRouteToHostException noRoute -> "no route to the host";
      case SocketTimeoutException timeout -> describeTimeout(deadline);
      case SSLException tls ->
          "TLS: " + CertificateFaults.find(tls).orElseGet(() -> quote(tls, request));
      case ConnectionClosedException closed -> "the body breaks off before its announced end";
      case TruncatedChunkException cut -> "the body breaks off before its announced end";
      case MalformedChunkCodingException chunk -> "the body comes in broken chunks";
      case NoHttpResponseException none -> "the server hung up without a valid answer";
      case MessageConstraintException large -> "the headers are too many or too long";
      case ClientProtocolException invalid -> "no valid HTTP: " + quote(invalid, request);
      case SocketException reset -> "the connection broke: " + quote(reset, request);
      default -> e.getClass().getSimpleName() + ": " + quote(e, request);
    };
  }

  private static String findHost(HttpRequest request) {
    return request.getAuthority() == null
        ? ""
        : request.getAuthority().getHostName().toLowerCase(Locale.ROOT);
  }

  /// The message of an exception. One that repeats the path of the request is withheld: the paths
  /// of webhooks are often secret.
  private static String quote(Exception e, HttpRequest request) {
    String message = toPrintableLine(e.getMessage());
    String path = String.valueOf(request.getPath());
    return path.length() > 1 && String.valueOf(e.getMessage()).contains(path)
        ? "a message that repeats the address"
        : message;
  }

  /// A server's text as one safe line of at most 200 UTF-16 units; empty without a text.
  public static String toPrintableLine(@Nullable String text) {
    return text == null ? "" : SafeText.toLine(text, MAX_LENGTH);
  }
}
