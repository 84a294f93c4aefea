package org.vigie.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;

class HttpFailureMessagesTest {
  private static final HttpGet REQUEST = new HttpGet("https://Phare.example/hook/hush?key=hush");

  private static String describe(Exception failure) {
    return HttpFailureMessages.describe(failure, REQUEST, Duration.ofMillis(1_500));
  }

  @Test
  void quotesMessages() {
    assertThat(describe(new SocketException("Broken pipe")))
        .isEqualTo("the connection broke: Broken pipe");
    assertThat(describe(new IOException((String) null))).isEqualTo("IOException: ");
  }

  @Test
  void withholdsAMessageThatRepeatsTheAddress() {
    assertThat(describe(new ClientProtocolException("bad URI /hook/hush?key=hush")))
        .isEqualTo("no valid HTTP: a message that repeats the address");
    assertThat(describe(new IOException("https://phare.example/hook/hush?key=hush")))
        .doesNotContain("hush");
  }

  @Test
  void describesAStatus() {
    assertThat(HttpFailureMessages.describeStatus(new BasicHttpResponse(403, "For\u0007bidden")))
        .isEqualTo("HTTP 403 For bidden");
    assertThat(HttpFailureMessages.describeStatus(new BasicHttpResponse(599, " ")))
        .isEqualTo("HTTP 599");
  }

  @Test
  void makesOneShortLineOfAnyText() {
    assertThat(HttpFailureMessages.toPrintableLine(null)).isEmpty();
    assertThat(HttpFailureMessages.toPrintableLine(" a\r\n\u001b[2J\u202e\u00a0b\0 "))
        .isEqualTo("a [2J \u00a0b");
    assertThat(HttpFailureMessages.toPrintableLine("x".repeat(201)))
        .isEqualTo("x".repeat(199) + "…");
    assertThat(HttpFailureMessages.toPrintableLine("x".repeat(198) + "\uD83D\uDD4A".repeat(9)))
        .isEqualTo("x".repeat(198) + "…");
  }
}
