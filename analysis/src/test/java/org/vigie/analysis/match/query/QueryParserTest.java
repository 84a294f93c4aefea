package org.vigie.analysis.match.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Trêve | trêve",
        "trêve gaza | trêve AND gaza",
        "trêve ET gaza | trêve AND gaza",
        "trêve OU paix | trêve OR paix",
        "a b OU c | (a AND b) OR c",
        "a OR b c | a OR (b AND c)",
        "(a OR b) c | (a OR b) AND c",
        "a SAUF b | a AND NOT b",
        "a AND NOT b OR c | (a AND NOT b) OR c",
        "NOT (a b) | NOT (a AND b)",
        "NOT a NEAR/3 b | NOT (a NEAR/3 b)",
        "((a)) (b (c d)) | a AND b AND c AND d",
        "a PROCHE/5 b | a NEAR/5 b",
        "(a OU \"b c\") PROCHE/2 d* e | syntax",
        "(a OU \"b c\") PROCHE/2 dos* e | (a OR \"b c\") NEAR/2 dos* AND e",
        "l'Ukraine | ukraine",
        "Cessez‑le‑Feu | cessez-le-feu",
        "O.N.U. | onu",
        "\"Haut-Commissaire\" | \"haut commissaire\"",
        "«  trêve  olympique » | \"trêve olympique\"",
        "“paix” | \"paix\"",
        "l'Ukrain* | ukrain*",
        "Évacu* | evacu*",
        "topic:ceasefire | topic:ceasefire",
        "outlet:\"Le Monde\" | outlet:le-monde",
        "country:ua | country:UA",
        "Country:\"Côte d’Ivoire\" | country:CI",
        "18:30 | 18-30",
        "(a)b\"c\"d | a AND b AND \"c\" AND d",
      })
  void readsAndPrintsCanonically(String written, String printed) {
    if (printed.equals("syntax")) {
      assertThat(QueryParser.parse(written)).isInstanceOf(ParsedQuery.InvalidQuery.class);
      return;
    }
    assertThat(query(written).toQueryText()).isEqualTo(printed);
    assertThat(query(printed)).isEqualTo(query(written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 0 | the query is empty",
        "`   ` | 0 | the query is empty",
        "trêve et paix | 6 | operators are written in capitals; write AND or ET",
        "trêve And paix | 6 | operators are written in capitals; write AND or ET",
        "trêve ou paix | 6 | write OR or OU",
        "a sauf b | 2 | write NOT or SAUF",
        "a near/5 b | 2 | write NEAR/5",
        "a NEAR b | 2 | as in NEAR/5 or PROCHE/5",
        "a NEAR/51 b | 2 | 0 to 50",
        "a NEAR/99999999999 b | 2 | 0 to 50",
        "a NEAR/2 b NEAR/2 c | 11 | write a NEAR/5 b AND b NEAR/5 c",
        "(a b) NEAR/2 c | 0 | a side of NEAR is",
        "a NEAR/2 (b OR topic:x) | 9 | a side of NEAR is",
        "a NEAR/2 (b OR NOT c) | 9 | a side of NEAR is",
        "AND a | 0 | a word is missing before « AND »",
        "a AND | 5 | a word is missing between « AND » and the end",
        "a ET OU b | 5 | a word is missing between « ET » and « OU »",
        "NOT | 3 | a word is missing between « NOT » and the end",
        "a () b | 3 | a word is missing between « ( » and « ) »",
        "(a b | 0 | this parenthesis is not closed; add )",
        "a) b | 1 | this parenthesis closes nothing",
        "\"a b | 0 | the quotation is not closed",
        "a» b | 1 | a quotation ends here that never began",
        "a \"\" | 2 | there is no word in",
        "a && b | 2 | write AND or ET",
        "a !! b | 2 | there is no word in",
        "paix -gaza | 5 | a minus sign does not exclude; write NOT gaza",
        "*mot | 0 | a wildcard cannot begin a word",
        "* | 0 | a wildcard cannot begin a word",
        "m*t | 1 | a wildcard can only end a word; write m*",
        "a mo* | 2 | a wildcard needs 3 letters before it",
        "cessez-le-f* | 0 | a wildcard needs a single word before it",
        "\"ukrain* armée\" | 7 | a wildcard cannot stand inside quotes",
        "tópico:x | 0 | is not a field; fields are topic:, phase:, outlet: and country:",
        "topic: x | 6 | topic: needs a value right after the colon; as in topic:ceasefire",
        "topic:(a b) | 6 | topic: needs a value",
        "topic:\"a b\" | 6 | is no topic known here",
        "country:ZZ | 8 | « ZZ » is no country known here; as in country:UA",
        "country:Atlantide | 8 | is no country known here",
      })
  void refusesWithPlaceAndSuggestion(String written, int position, String message) {
    ParsedQuery.InvalidQuery refused = refused(written);
    assertThat(refused.message()).contains(message).startsWith("at " + (position + 1) + ": ");
    assertThat(refused.position()).isEqualTo(position);
  }

  @Test
  void suggestsTheWordForADoubleBar() {
    assertThat(refused("a || b").message()).contains("at 3: ", "write OR or OU");
  }

  @Test
  void takesQuotedOperatorsAsWords() {
    assertThat(query("\"or\" \"et\"").toQueryText()).isEqualTo("\"or\" AND \"et\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"l'or", "(l’ET)", "o.u.", "NOT and, s'auf s.a.u.f", "not! cours"})
  void printsAWordThatIsSpelledLikeAnOperatorSoThatItCanBeReadAgain(String written) {
    Query query = query(written);
    assertThat(query(query.toQueryText())).as(query.toQueryText()).isEqualTo(query);
  }

  @Test
  void showsNoControlCharactersInProblems() {
    assertThat(refused("a \u001b[31m\u202e:\u0007 ?\u0000").message())
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    assertThat(refused("\u001b\u0007").message()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
  }

  @Test
  void refusesAQueryOfAHundredThousandCharacters() {
    assertThat(refused("a".repeat(100_000)).problem()).contains("100000 characters", "4000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "NOT ", "NOT ("})
  void refusesDeepNesting(String level) {
    String written = level.repeat(QueryLimits.MAX_LENGTH / level.length());
    assertThat(refused(written).problem()).contains("more than 20 levels");
    assertThat(refused(level.repeat(10_000))).isNotNull();
  }

  @Test
  void acceptsAsManyLevelsAsAreAllowed() {
    String written = "(".repeat(QueryLimits.MAX_DEPTH) + "a" + ")".repeat(QueryLimits.MAX_DEPTH);
    assertThat(query(written).toQueryText()).isEqualTo("a");
  }

  @Test
  void countsLevelsOnlyWhileTheyAreOpen() {
    assertThat(query("(NOT a) ".repeat(QueryLimits.MAX_DEPTH * 2))).isInstanceOf(Query.And.class);
  }

  @Test
  void refusesTooManyClauses() {
    assertThat(query("mot ".repeat(QueryLimits.MAX_CLAUSES))).isInstanceOf(Query.And.class);
    assertThat(refused("mot ".repeat(QueryLimits.MAX_CLAUSES + 1)).problem())
        .contains("more than 250");
  }

  @Test
  void refusesTooLongPhrases() {
    String words = "a ".repeat(QueryLimits.MAX_PHRASE_WORDS);
    assertThat(query('"' + words + '"')).isInstanceOf(Query.Phrase.class);
    assertThat(refused('"' + words + "b\"").problem()).contains("more than 30 words in a row");
    assertThat(refused("a-".repeat(31)).problem()).contains("more than 30 words in a row");
  }

  @Test
  void refusesANearThatMultiplies() {
    String eleven = "(" + "a OR ".repeat(10) + "a)";
    assertThat(refused(eleven + " NEAR/1 " + eleven).problem()).contains("11 times 11 choices");
  }

  @Test
  void readsWhateverItPrints() {
    SplittableRandom random = new SplittableRandom(20);
    for (int i = 0; i < 3_000; i++) {
      Query query = query(RandomQueries.createQuery(random));
      assertThat(query(query.toQueryText())).isEqualTo(query);
    }
  }

  @Test
  void neverThrowsAndReadsBackWhateverNoiseItAccepts() {
    SplittableRandom random = new SplittableRandom(21);
    String signs = "ab (()\"«»“”*:'’-/.&ÉœßİǅĲ\u0301\u00ad\ud83d\udc00٣漢ʼnſ\t";
    for (int i = 0; i < 20_000; i++) {
      String noise =
          IntStream.range(0, random.nextInt(1, 12))
              .mapToObj(at -> noise(random, signs))
              .collect(Collectors.joining());
      if (QueryParser.parse(noise) instanceof ParsedQuery.ValidQuery(Query query)) {
        assertThat(query(query.toQueryText())).as(noise).isEqualTo(query);
      }
    }
  }

  private static String noise(SplittableRandom random, String signs) {
    return switch (random.nextInt(8)) {
      case 0 -> " NOT ";
      case 1 -> " NEAR/4 ";
      case 2 -> "mot";
      case 3 -> Character.toString(random.nextInt(0x10000));
      default -> String.valueOf(signs.charAt(random.nextInt(signs.length())));
    };
  }

  private static Query query(String written) {
    return switch (QueryParser.parse(written)) {
      case ParsedQuery.ValidQuery(Query query) -> query;
      case ParsedQuery.InvalidQuery refused ->
          throw new AssertionError(written + " — " + refused.message());
    };
  }

  private static ParsedQuery.InvalidQuery refused(String written) {
    return switch (QueryParser.parse(written)) {
      case ParsedQuery.ValidQuery(Query query) ->
          throw new AssertionError(written + " is " + query);
      case ParsedQuery.InvalidQuery refused -> refused;
    };
  }
}
