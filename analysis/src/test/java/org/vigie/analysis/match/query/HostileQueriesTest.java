package org.vigie.analysis.match.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Queries that would slow down every text are refused with position and limit before they are
/// compiled. An accepted query costs a bounded number of steps per text: at most
/// [QueryLimits#CLAUSES] lookups, and [QueryLimits#NEAR_PAIRS] pairs per NEAR.
class HostileQueriesTest {
  @Test
  void tenThousandClausesAreTooLong() {
    assertRefused("paix OR ".repeat(10_000) + "paix", "limit is " + QueryLimits.MAX_LENGTH);
  }

  @Test
  void manyShortClausesAreTooMany() {
    assertRefused(
        "ab ".repeat(QueryLimits.MAX_CLAUSES + 1), "more than " + QueryLimits.MAX_CLAUSES);
  }

  @Test
  void aThousandLevelsAreTooDeep() {
    String problem = "more than " + QueryLimits.MAX_DEPTH + " levels";
    assertRefused("(".repeat(1_000) + "paix" + ")".repeat(1_000), problem);
    assertRefused("NOT ".repeat(900) + "paix", problem);
  }

  @Test
  void aMegabyteIsTooLong() {
    assertRefused("é".repeat(1_000_000), "limit is " + QueryLimits.MAX_LENGTH);
    assertRefused(" ".repeat(1_000_000), "limit is " + QueryLimits.MAX_LENGTH);
  }

  @Test
  void wildcardsThatFindEverythingAreRefused() {
    assertRefused("a*", QueryLimits.MIN_PREFIX_LETTERS + " letters");
    assertRefused("é*", QueryLimits.MIN_PREFIX_LETTERS + " letters");
  }

  @Test
  void refusesFarNestedAndMultipliedNear() {
    assertRefused("paix NEAR/100000 trêve", "0 to " + QueryLimits.MAX_NEAR_GAP);
    assertRefused("paix NEAR/2147483648 trêve", "0 to " + QueryLimits.MAX_NEAR_GAP);
    assertRefused("(a NEAR/2 b) NEAR/2 c", "a side of NEAR is");
    String many =
        IntStream.range(0, 11).mapToObj(i -> "mot" + i).collect(Collectors.joining(" OR "));
    assertRefused("(" + many + ") NEAR/2 (" + many + ")", "under " + QueryLimits.MAX_NEAR_PAIRS);
  }

  @Test
  void mutatedQueriesAreReadOrRefusedInOneShortLine() {
    mutate(2_000);
  }

  @Test
  @Tag("proof")
  void manyMutatedQueriesAreReadOrRefusedInOneShortLine() {
    mutate(100_000);
  }

  private static void mutate(int runs) {
    Random random = new Random(5);
    String[] parts = {
      "trêve",
      "(",
      ")",
      "\"",
      "«",
      "»",
      " NEAR/5 ",
      " NOT ",
      " OR ",
      " ET ",
      "*",
      ":",
      "topic:",
      "\u0000",
      "\u001b[2J",
      "\u202e",
      "\ud800",
      "l’",
      "-",
      "country:UA",
      "ukrain*",
      " ",
      "\u200b"
    };
    for (int run = 0; run < runs; run++) {
      String query =
          IntStream.range(0, random.nextInt(40))
              .mapToObj(i -> parts[random.nextInt(parts.length)])
              .collect(Collectors.joining());
      switch (QueryParser.parse(query)) {
        case ParsedQuery.ValidQuery(Query read) -> assertThat(read.toQueryText()).isNotBlank();
        case ParsedQuery.InvalidQuery refused ->
            assertThat(refused.message())
                .hasSizeLessThan(400)
                .doesNotContainPattern("[\\p{Cc}\\p{Cs}\u202e]");
      }
    }
  }

  private static void assertRefused(String query, String limit) {
    assertThat(QueryParser.parse(query)).isInstanceOf(ParsedQuery.InvalidQuery.class);
    ParsedQuery.InvalidQuery refused = (ParsedQuery.InvalidQuery) QueryParser.parse(query);
    assertThat(refused.message()).startsWith("at ").contains(limit).hasSizeLessThan(400);
    assertThat(refused.position()).isBetween(0, query.length());
  }
}
