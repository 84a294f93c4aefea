package org.vigie.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.model.Feed;

class DeadLetterTest {
  private static final Catalogue LIVE = Catalogue.live();

  @Test
  void fitsIntoARecordHoweverLargeTheDeadLetterIs() {
    byte[] value = new byte[5_000_000];
    Arrays.fill(value, (byte) 'x');
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      headers.add(new RecordHeader("h" + i, new byte[10_000]));
    }
    ProducerRecord<byte[], byte[]> record =
        new DeadLetter("t-0@1", "r".repeat(1_000_000), headers, value).toRecord(LIVE.rejected());
    long size = record.value().length;
    for (Header header : record.headers()) {
      size += header.key().length() + header.value().length;
    }
    assertThat(size).isLessThan(1_000_000);
    assertThat(header(record, "vigie_length")).isEqualTo("5000000");
  }

  @Test
  void keepsARecordOfCommonSizeUnchanged() {
    byte[] value = "{".getBytes(UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new DeadLetter("t-0@1", "no JSON", List.of(new RecordHeader("a", value)), value)
            .toRecord(LIVE.rejected());
    assertThat(record.value()).isEqualTo(value);
    assertThat(header(record, "a")).isEqualTo("{");
    assertThat(record.headers().lastHeader("vigie_length")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token 'TOP-SECRET' and 'TOP-SECRET's'",
        "from String \"TOP-SECRET\": unparsable",
        "at index 5: http://user:TOP-SECRET@example.org/",
        "« TOP-SECRET » is no topic"
      })
  void reasonsHoldNoQuotation(String reason) {
    assertThat(FailureReason.sanitize(reason)).doesNotContain("TOP-SECRET").contains("…");
  }

  @Test
  void reasonsAreShortAndPrintable() {
    String reason = FailureReason.sanitize("a\u001b[2J\u202eb\u0000\n".repeat(1_000));
    assertThat(reason)
        .hasSizeLessThanOrEqualTo(FailureReason.MAX_LENGTH)
        .doesNotContain("\u001b", "\u202e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void nestingOfTenThousandLevelsIsRefusedWithItsLimit(String opening) {
    byte[] nested = ("{\"x\":" + opening.repeat(10_000)).getBytes(UTF_8);
    assertThatThrownBy(() -> Json.read(nested, Feed.class))
        .isInstanceOf(Json.MalformedJsonException.class)
        .hasMessageContaining("100");
  }

  @Test
  void aNumberOfAMillionDigitsIsRefusedWithItsLimit() {
    byte[] json = ("{\"interval\":" + "9".repeat(1_000_000) + "}").getBytes(UTF_8);
    assertThatThrownBy(() -> Json.read(json, Feed.class))
        .isInstanceOf(Json.MalformedJsonException.class)
        .message()
        .contains("100")
        .hasSizeLessThan(FailureReason.MAX_LENGTH);
  }

  private static String header(ProducerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
