package org.vigie.analysis.form;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.model.ArticleForm;

/// One line of `forms.txt`.
///
/// @param form the form that it gives
/// @param place where it looks
/// @param words the expression as written
/// @param pattern the expression with what its place adds; its first group is the expression
/// @param example an address, headline, beginning of a summary or category that it finds; the
///     signal of its evidence, since it says more than an expression
record FormRule(ArticleForm form, RulePlace place, String words, Pattern pattern, String example) {
  private static final String WORD_START = "(?<![a-z0-9])";

  /// Words of an expression that are in many texts and, as single letters, never the only ones of a
  /// rule.
  private static final Set<String> FREQUENT =
      Set.of(
          ("a apres au avec ce ces cette com contre d dans de des deux dimanche du e en est et face"
               + " fait guerre grand il jeudi jour jours journee l la le les lundi m mardi matin"
               + " mercredi mois monde n ne nuit on ou par pas politique pour qu que qui s sa"
               + " samedi se semaine ses soir soiree soirs son sur tour trois un une vendredi www")
              .split(" "));

  /// What is no word of an expression: classes, repetitions and exclusions.
  private static final Pattern SYNTAX =
      Pattern.compile("\\[[^]]*]|\\{[^}]*}|\\(\\?<?[!=][^)]*\\)|\\(\\?:|\\\\[a-zA-Z]");

  private static final Pattern LITERAL = Pattern.compile("[a-z0-9]+(\\?)?|\\\\\\?");

  /// Where a rule looks.
  enum RulePlace {
    /// The address without scheme, query and fragment.
    ADDRESS("", "", "url"),
    /// The words before the first sign of a headline or a summary.
    LABEL(
        "^[^a-z0-9]{0,6}(?:(?:info )?exclusi(?:f|ve)[^a-z0-9]{1,4})?",
        "\"?(?: ?[:|\\])]| - ?|-(?= )|\\.(?: |$))",
        "title",
        "summary"),
    /// The words behind the last sign of a headline.
    LAST("(?:[|(\\[] ?| - )", "[)\\]]?[^a-z0-9]*$", "title"),
    /// Words of a headline.
    TITLE(WORD_START, "", "title"),
    /// Words at the beginning of a summary.
    SUMMARY(WORD_START, "", "summary"),
    /// A whole category.
    CATEGORY("^", "$", "category");

    private final String before;
    private final String behind;
    private final Set<String> fields;

    RulePlace(String before, String behind, String... fields) {
      this.before = before;
      this.behind = behind;
      this.fields = Set.of(fields);
    }

    /// Returns the kinds of the fields where a rule of this place looks, see [FoldedField].
    Set<String> fields() {
      return fields;
    }
  }

  /// Parses a line: form, place, expression and example with ` | ` between.
  ///
  /// @throws IllegalStateException if it is no rule
  static FormRule parse(String line) {
    String[] columns = line.split(" +[|] +", 4);
    if (columns.length != 4) {
      throw new IllegalStateException("not four columns: " + line);
    }
    RulePlace place = RulePlace.valueOf(columns[1].toUpperCase(Locale.ROOT));
    Pattern pattern = Pattern.compile(place.before + "(" + columns[2] + ")" + place.behind);
    return new FormRule(parseForm(columns[0]), place, columns[2], pattern, columns[3].strip());
  }

  private static ArticleForm parseForm(String word) {
    return Arrays.stream(ArticleForm.values())
        .filter(form -> form.toString().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no form: " + word));
  }

  /// Returns words of which every text that the rule finds has one; they spare most texts its
  /// expression. A letter before `?` may be missing.
  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    Matcher literals = LITERAL.matcher(SYNTAX.matcher(words).replaceAll(" "));
    while (literals.find()) {
      String literal = literals.group();
      if (literal.equals("\\?")) {
        keys.add("?");
      } else if (literals.group(1) == null) {
        keys.add(literal);
      } else {
        keys.add(literal.substring(0, literal.length() - 1));
        keys.add(literal.substring(0, literal.length() - 2));
      }
    }
    keys.removeIf(key -> key.length() < 2 && !key.equals("?") || FREQUENT.contains(key));
    return keys;
  }
}
