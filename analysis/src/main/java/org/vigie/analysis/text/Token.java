package org.vigie.analysis.text;

import org.jspecify.annotations.Nullable;

/// A word of a text. Immutable; the stem is computed on first use, since only queries need it.
public final class Token {
  private final String exact;
  private final String folded;
  private final int start;
  private final int end;
  private final int sentence;
  private @Nullable String stem;

  Token(String exact, String folded, int start, int end, int sentence) {
    this.exact = exact;
    this.folded = folded;
    this.start = start;
    this.end = end;
    this.sentence = sentence;
  }

  /// Returns the word lower-case, with composed accents, without soft hyphens.
  public String exact() {
    return exact;
  }

  /// Returns the exact form without accents; acronyms without their dots.
  public String folded() {
    return folded;
  }

  /// Returns the folded form without its inflection.
  public String stem() {
    String known = stem;
    if (known == null) {
      known = Stemmer.stem(folded);
      stem = known;
    }
    return known;
  }

  /// Returns the offset of the first UTF-16 unit in the field as given.
  public int start() {
    return start;
  }

  /// Returns the offset after the last UTF-16 unit.
  public int end() {
    return end;
  }

  /// Returns the number of the sentence within its passage, from 0.
  public int sentence() {
    return sentence;
  }

  @Override
  public String toString() {
    return exact + "[" + start + "," + end + ")";
  }
}
