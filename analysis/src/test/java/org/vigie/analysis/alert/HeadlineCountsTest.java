package org.vigie.analysis.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadlineCountsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Séisme : au moins 12 morts | Séisme : 15 morts, des disparus | true",
        "Séisme : au moins 12 morts | Le séisme a fait 12 morts | false",
        "Séisme : 12 morts | Séisme : 300 maisons détruites | false",
        "Séisme : 1 200 morts | Séisme : 2 200 morts | true",
        "Séisme : 1 200 morts | Séisme : 1200 morts | false",
        "Un 13e paquet de sanctions | Un 12e paquet de sanctions | false",
        "Le sommet de 2024 à Genève | Le sommet de 2025 à Genève | false",
        "12 morts et 30 blessés | 12 morts, 45 blessés | true",
        "Trêve de 3 jours, puis de 5 jours | Une trêve de 5 jours | false",
        "Un sommet s’ouvre | Un sommet s’achève | false",
      })
  void contradictIfOneUnitHasDifferentCounts(String one, String other, boolean contradict) {
    assertThat(HeadlineCounts.parse(one).contradicts(HeadlineCounts.parse(other)))
        .isEqualTo(contradict);
    assertThat(HeadlineCounts.parse(other).contradicts(HeadlineCounts.parse(one)))
        .isEqualTo(contradict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EN DIRECT - Séisme : 12 morts | EN DIRECT - Séisme : 18 morts | true",
        "EN DIRECT - Séisme : 12 morts | EN DIRECT - Séisme : 17 morts | false",
        "EN DIRECT - Séisme : 18 morts | EN DIRECT - Séisme : 12 morts | false",
        "DIRECT. 12 morts dans un raid | DIRECT. Au moins 20 morts dans un raid | true",
        "En direct, Ukraine : 12 morts à Kherson | En direct, Ukraine : 20 morts à Odessa | false",
        "En direct, Ukraine : 26 drones abattus | En direct, Ukraine : 147 drones lancés | false",
        "Direct : 9999 morts | Direct : 999999999 999 999 999 999 999 999 morts | true",
      })
  void raiseOnlyWhatTheSameHeadlineCounted(String told, String now, boolean raises) {
    assertThat(HeadlineCounts.parse(now).raises(HeadlineCounts.parse(told))).isEqualTo(raises);
  }
}
