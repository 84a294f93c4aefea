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
}
