package org.vigie.app.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.app.terminal.Problem;

class SpanTest {
  @ParameterizedTest
  @CsvSource({
    "2025, 2024-12-31T23:00:00Z, 2025-12-31T23:00:00Z",
    "2025-08, 2025-07-31T22:00:00Z, 2025-08-31T22:00:00Z",
    "2025-03-30, 2025-03-29T23:00:00Z, 2025-03-30T22:00:00Z",
    "2025-08-31T14:00, 2025-08-31T12:00:00Z, 2025-08-31T12:01:00Z",
    "2025-08-31T14:00Z, 2025-08-31T14:00:00Z, 2025-08-31T14:01:00Z",
    "2025-08-31 14:00:30+02:00, 2025-08-31T12:00:30Z, 2025-08-31T12:00:31Z",
  })
  void readsWholeUnitsInParisUnlessAZoneIsWritten(String text, Instant from, Instant to) {
    assertThat(Span.unit(text)).isEqualTo(new Span(from, to));
  }

  @Test
  void endsWithTheLastMomentOfItsLastUnit() {
    Span span = Span.between("2025-02", "2025-08");
    assertThat(span.from()).isEqualTo("2025-01-31T23:00:00Z");
    assertThat(span.to()).isEqualTo("2025-08-31T22:00:00Z");
  }

  @Test
  void isOpenWhereNothingIsWritten() {
    assertThat(Span.between(null, null)).isEqualTo(new Span(Instant.MIN, Instant.MAX));
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2025-13", "2025-02-30", "25-01-01", "''"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> Span.unit(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no time");
  }

  @Test
  void refusesARangeTurnedRound() {
    assertThatThrownBy(() -> Span.between("2025-08", "2025-02")).hasMessageContaining("before");
  }

  @Test
  void refusesARangeThatEndsWhereItBegins() {
    assertThatThrownBy(() -> Span.between("2025-02", "2025-01"))
        .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessageStartingWith("--to 2025-01 ends (2025-02-01 00:00 Europe/Paris) before");
  }

  @Test
  void countsBackFromNow() {
    Instant now = Instant.parse("2025-08-31T12:00:00Z");
    assertThat(Span.since("1h30m", now)).isEqualTo("2025-08-31T10:30:00Z");
    assertThat(Span.since("2025-08-30", now)).isEqualTo("2025-08-29T22:00:00Z");
  }

  @Test
  void namesTheOptionAndTheZoneOfWhatMakesNoSense() {
    assertThatThrownBy(() -> Span.between("2025-13", null))
        .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessage("--from: '2025-13' is no time: the calendar has no such month");
    assertThatThrownBy(() -> Span.between("2025-08", "2025-02"))
        .hasMessage(
            "--to 2025-02 ends (2025-03-01 00:00 Europe/Paris) before"
                + " --from 2025-08 begins (2025-08-01 00:00 Europe/Paris)");
    assertThatThrownBy(() -> Span.since("xyz", Instant.EPOCH))
        .hasMessageStartingWith("--since: 'xyz' is no time")
        .hasMessageEndingWith("or 24h for how long ago");
  }

  @Test
  void holdsItsFirstMomentAndNotTheOneAfterItsLast() {
    Span span = Span.unit("2025-08");
    assertThat(span.holds(span.from())).isTrue();
    assertThat(span.holds(span.to())).isFalse();
  }
}
