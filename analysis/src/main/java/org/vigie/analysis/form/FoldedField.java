package org.vigie.analysis.form;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;
import org.vigie.model.Evidence;

/// A field of an article as rules read it: in lower case without accents, with one kind of
/// apostrophe, hyphen, quotation mark and space. Every UTF-16 unit becomes one, so that offsets
/// stay the same.
///
/// @param kind `url`, `title`, `summary` or `category`
/// @param name the name of the field in evidence: its kind, or `body`, which serves as a missing
///     summary
/// @param source the whole field
/// @param start where the part that is looked at begins
/// @param folded that part
record FoldedField(String kind, String name, String source, int start, String folded) {
  /// How much of a summary is looked at, in UTF-16 units.
  private static final int SUMMARY_LENGTH = 120;

  /// Units below this are folded by a table: Latin letters and general punctuation.
  private static final int TABLE_SIZE = 0x2100;

  private static final char[] FOLDED = createTable();

  /// Returns the fields of an article that rules look into.
  static List<FoldedField> readAll(Content content) {
    List<FoldedField> fields = new ArrayList<>();
    String url = content.url();
    if (url != null) {
      fields.add(ofAddress(url));
    }
    fields.add(of("title", content.title()));
    String body = content.body();
    fields.add(
        body == null || !content.summary().isEmpty()
            ? ofSummary("summary", content.summary())
            : ofSummary("body", body));
    content.categories().forEach(category -> fields.add(of("category", category)));
    return fields;
  }

  private static FoldedField of(String kind, String source) {
    return new FoldedField(kind, kind, source, 0, fold(source));
  }

  private static FoldedField ofSummary(String name, String text) {
    int end = Math.min(text.length(), SUMMARY_LENGTH);
    return new FoldedField("summary", name, text, 0, fold(text.substring(0, end)));
  }

  /// The address without scheme, query and fragment, with a slash at its end.
  private static FoldedField ofAddress(String url) {
    int scheme = url.indexOf("://");
    int start = scheme < 0 ? 0 : scheme + 3;
    int end = start;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
      end++;
    }
    String address = fold(url.substring(start, end));
    return new FoldedField(
        "url", "url", url, start, address.endsWith("/") ? address : address + "/");
  }

  /// Returns the words that a rule finds, with its example as signal; null if there are none.
  @Nullable Evidence find(FormRule rule) {
    Matcher matcher = rule.pattern().matcher(folded);
    return matcher.find()
        ? Evidence.ofRule(
            name,
            source,
            start + matcher.start(1),
            Math.min(start + matcher.end(1), source.length()),
            rule.example())
        : null;
  }

  private static String fold(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = chars[i] < TABLE_SIZE ? FOLDED[chars[i]] : Character.toLowerCase(chars[i]);
    }
    return new String(chars);
  }

  private static char[] createTable() {
    char[] table = new char[TABLE_SIZE];
    for (char c = 0; c < TABLE_SIZE; c++) {
      table[c] = fold(c);
    }
    return table;
  }

  private static char fold(char c) {
    return switch (c) {
      case '’', '‘', 'ʼ', '´', '`' -> '\'';
      case '“', '”', '„', '«', '»' -> '"';
      case '–', '—', '‑', '‐', '−' -> '-';
      default ->
          Character.isSpaceChar(c) || Character.isWhitespace(c)
              ? ' '
              : Character.toLowerCase(
                  Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0));
    };
  }
}
