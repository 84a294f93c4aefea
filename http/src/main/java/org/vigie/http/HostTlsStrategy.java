package org.vigie.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;

/// TLS also with hosts whose name has an underscore, which the JDK neither names to the server nor
/// compares with its certificate: there the HTTP client does both.
final class HostTlsStrategy implements TlsSocketStrategy {
  private final SSLContext context;
  private final TlsSocketStrategy ofJdk;

  /// @param tls trusts certificates; null for the authorities that the JDK trusts
  HostTlsStrategy(@Nullable SSLContext tls) {
    context = tls == null ? SSLContexts.createDefault() : tls;
    ofJdk = new DefaultClientTlsStrategy(context);
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, Object attachment, HttpContext httpContext)
      throws IOException {
    TlsSocketStrategy strategy = target.indexOf('_') < 0 ? ofJdk : new OfClient(context, target);
    return strategy.upgrade(socket, target, port, attachment, httpContext);
  }

  private static final class OfClient extends DefaultClientTlsStrategy {
    private final String host;

    OfClient(SSLContext context, String host) {
      super(context, HostnameVerificationPolicy.CLIENT, new DefaultHostnameVerifier());
      this.host = host;
    }

    @Override
    protected void initializeSocket(SSLSocket socket) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new ServerName(host)));
      socket.setSSLParameters(parameters);
    }
  }

  /// Not a `SNIHostName`, which takes no underscore.
  private static final class ServerName extends SNIServerName {
    ServerName(String host) {
      super(StandardConstants.SNI_HOST_NAME, host.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
