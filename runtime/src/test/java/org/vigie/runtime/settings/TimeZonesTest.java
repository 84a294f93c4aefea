package org.vigie.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {
  @Test
  void readsRegionsOffsetsUtcAndTheZoneOfTheSystem() {
    assertThat(TimeZones.parse(" America/Montreal ")).isEqualTo(ZoneId.of("America/Montreal"));
    assertThat(TimeZones.parse("europe/PARIS")).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(TimeZones.parse("cet")).isEqualTo(ZoneId.of("CET"));
    assertThat(TimeZones.parse("-03:30")).isEqualTo(ZoneOffset.ofHoursMinutes(-3, -30));
    assertThat(TimeZones.parse("utc")).isEqualTo(ZoneOffset.UTC);
    assertThat(TimeZones.parse("local")).isEqualTo(ZoneId.systemDefault());
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Pariss, Europe/Paris",
    "europe/pari, Europe/Paris",
    "Dakar, Africa/Dakar",
    "Montréal, America/Montreal",
    "new york, America/New_York",
    "Africa/Kinshassa, Africa/Kinshasa",
  })
  void namesTheNearestZone(String written, String meant) {
    assertThatThrownBy(() -> TimeZones.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + written + "' is no time zone; did you mean '" + meant + "'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "IST", "CST", "+25:00", "Xanadu", "2"})
  void saysWhatCanBeWrittenWhereNoZoneIsNear(String written) {
    assertThatThrownBy(() -> TimeZones.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + written + "' is no time zone; write Region/City such as");
  }
}
