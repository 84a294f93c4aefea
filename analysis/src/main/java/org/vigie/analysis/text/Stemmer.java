package org.vigie.analysis.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Lucene's light French stemmer, asked word by word: it is only reachable as a filter, so that it
/// is given a stream of one word again and again. Safe to share between threads.
final class Stemmer {
  private final OneWord word = new OneWord();
  private final TokenFilter filter = new FrenchLightStemFilter(word);

  /// The stem of a folded word.
  synchronized String stem(String folded) {
    word.term.setEmpty().append(folded);
    try {
      filter.incrementToken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CharTermAttribute stem = word.term;
    return folded.contentEquals(stem) ? folded : stem.toString();
  }

  private static final class OneWord extends TokenStream {
    final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    @Override
    public boolean incrementToken() {
      return true;
    }
  }
}
