package org.vigie.analysis.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.analysis.match.query.ParsedQuery;
import org.vigie.analysis.match.query.QueryLimits;
import org.vigie.analysis.match.query.QueryParser;

final class DocumentedQueriesTest {
  private static final Path PAGE = Path.of("..", "docs", "queries.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @ParameterizedTest
  @MethodSource("examples")
  void findsWhatThePageSays(String query, String finds, String not) {
    assertThat(finds(query, finds)).as("%s finds %s", query, finds).isTrue();
    assertThat(finds(query, not)).as("%s finds %s", query, not).isFalse();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesAsThePageSays(String query, String message) {
    assertThat(QueryParser.parse(query))
        .isInstanceOfSatisfying(
            ParsedQuery.InvalidQuery.class,
            refused -> assertThat(refused.message()).isEqualTo(message));
  }

  @Test
  void readsTheQueriesInTheText() throws IOException {
    String fields = page().substring(page().indexOf("## Fields"), page().indexOf("## When"));
    List<String> queries =
        CODE.matcher(fields).results().map((MatchResult code) -> code.group(1)).toList();
    assertThat(queries)
        .filteredOn(query -> query.contains(":"))
        .hasSizeGreaterThan(5)
        .allSatisfy(
            query ->
                assertThat(QueryParser.parse(query)).isInstanceOf(ParsedQuery.ValidQuery.class));
  }

  @Test
  void statesTheLimitsInForce() throws IOException {
    assertThat(page())
        .contains("| length | %,d characters |".formatted(QueryLimits.MAX_LENGTH))
        .contains("| words, phrases and fields | " + QueryLimits.MAX_CLAUSES)
        .contains("| parentheses and `NOT` inside each other | " + QueryLimits.MAX_DEPTH)
        .contains("| words in a phrase | " + QueryLimits.MAX_PHRASE_WORDS)
        .contains("of `NEAR` | " + QueryLimits.MAX_NEAR_PAIRS);
  }

  private static boolean finds(String query, String title) {
    SubscriptionIndex index = new SubscriptionIndex();
    index.put(MatchFixture.querySubscription("s", query));
    assertThat(index.findFaults()).isEmpty();
    return !index.findMatches(null, MatchFixture.createItem(title, "")).isEmpty();
  }

  static Stream<Object[]> examples() throws IOException {
    return rows(3);
  }

  static Stream<Object[]> refusals() throws IOException {
    return rows(2);
  }

  /// Returns the rows with this many cells that begin with a query.
  private static Stream<Object[]> rows(int cells) throws IOException {
    List<Object[]> rows =
        page()
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.length() - 2).split("`? \\| "))
            .filter(row -> row.length == cells)
            .map(row -> Arrays.copyOf(row, cells, Object[].class))
            .toList();
    assertThat(rows).hasSizeGreaterThan(5);
    return rows.stream();
  }

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }
}
