package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemLineTest {
  private static ItemLine published(String date) {
    return ItemLine.read("{\"id\":\"a\",\"published\":\"" + date + "\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-30, 2025-03-29T23:00:00Z",
    "2025-03-30T12:00:00+02:00, 2025-03-30T10:00:00Z",
    "2025-03-30T12:00:00.123456789Z, 2025-03-30T12:00:00.123456789Z",
    "2025-10-09T08:40, 2025-10-09T06:40:00Z",
    "2025-10-09 08:40, 2025-10-09T06:40:00Z",
    "20251009T0840Z, 2025-10-09T08:40:00Z",
    "2025-W41-4, 2025-10-08T22:00:00Z",
    "2025-10, 2025-09-30T22:00:00Z",
    "2025, 2024-12-31T23:00:00Z"
  })
  void readsDatesAsPeopleWriteThem(String date, Instant read) {
    ItemLine line = published(date);

    assertThat(line.toContent().published()).isEqualTo(read);
    assertThat(line.seenOr(Instant.EPOCH)).isEqualTo(read);
    assertThat(line.dateProblem()).isNull();
    assertThat(line.publishedWithoutDay()).isEqualTo(date.length() < 8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hier",
        "2025-13",
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "0000-01-01"
      })
  void aBadDateIsNamedAndCostsTheDateAlone(String date) {
    ItemLine line = published(date);

    assertThat(line.toContent().published()).isNull();
    assertThat(line.seenOr(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    assertThat(line.dateProblem()).isEqualTo("'published' is no date: " + date);
  }

  @Test
  void aMissingDateIsNoProblem() {
    assertThat(published("").dateProblem()).isNull();
    assertThat(ItemLine.read("{\"id\":\"a\",\"seen\":\"tard\"}").dateProblem())
        .isEqualTo("'seen' is no date: tard");
  }

  private static ItemLine withDate(String json) {
    return ItemLine.read(
        "{\"id\":\"a\",\"title\":\"Trêve\",\"published\":" + json + ",\"author\":\"b\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1770109200 | 2026-02-03T09:00:00Z",
        "1770109200000 | 2026-02-03T09:00:00Z",
        "1770109200.5 | 2026-02-03T09:00:00.500Z",
        "\"1770109200.25\" | 2026-02-03T09:00:00.250Z",
        "{\"$date\":\"2026-02-03T10:00:00Z\"} | 2026-02-03T10:00:00Z",
        "{\"$date\":1770109200000} | 2026-02-03T09:00:00Z",
        "{\"$date\":{\"$numberLong\":\"1770109200000\"}} | 2026-02-03T09:00:00Z",
      })
  void readsDatesAsProgramsWriteThem(String json, Instant date) {
    assertThat(withDate(json).toContent().published()).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "[2026,2,3]",
        "true",
        "-1",
        "1e30",
        "{\"$date\":{}}",
        "{\"a\":[null]}"
      })
  void whatIsNoDateCostsTheDateAloneWhateverItsKind(String json) {
    ItemLine line = withDate(json);

    assertThat(line.title()).isEqualTo("Trêve");
    assertThat(line.author()).isEqualTo("b");
    assertThat(line.toContent().published()).isNull();
    assertThat(line.dateProblem()).startsWith("'published' is no date: ");
  }

  @Test
  void whatAReaderSaidOfAnItemIsIgnored() {
    ItemLine line =
        ItemLine.read(
            """
            {"id":"a","title":"Trêve","labels":[null],"phases":1,"ambiguous":null,\
            "hard_negative":"no","note":{}}
            """);
    assertThat(line.title()).isEqualTo("Trêve");
  }

  @Test
  void notANumberIsMissing() {
    assertThat(withDate("NaN").dateProblem()).isNull();
    assertThat(ItemLine.read("{\"id\":\"a\",\"title\":NaN,\"seen\":NaN}").title()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\"} // remark",
        "{\"id\":\"a\",}",
        "{'id':'a'}",
        "{\"id\":NaN}",
        "{\"id\":\"a\tb\"}",
        "{\"id\":01}",
        "{\"id\":+1}",
        "{\"id\":.5}",
        "{\"id\":\"\\a\"}",
        "{id:1}",
        "[1,,2]"
      })
  void problemsNameNothingOfTheLibrary(String line) {
    assertThatThrownBy(() -> ItemLine.read(line))
        .isInstanceOf(Json.MalformedJsonException.class)
        .message()
        .doesNotContainPattern("ALLOW_|Feature|Jackson|Json[A-Z]|`");
  }

  @Test
  void aByteOrderMarkBeforeAnyLineIsDropped() throws IOException {
    JsonLines lines =
        new JsonLines(
            new ByteArrayInputStream("\ufeffa\n\ufeffb\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(lines.readLine()).isEqualTo(new JsonLines.Line(1, "a", null));
    assertThat(lines.readLine()).isEqualTo(new JsonLines.Line(2, "b", null));
  }
}
