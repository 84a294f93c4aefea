package org.vigie.analysis.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Lucene's light French stemmer for single words. The stemmer is a token filter only, so it reads
/// an endless stream of the one current word; each thread has one, since it is costly to create.
final class Stemmer {
  private static final ThreadLocal<OneWordStream> ONE_WORD =
      ThreadLocal.withInitial(OneWordStream::new);

  private Stemmer() {}

  /// Returns the stem of a folded word.
  static String stem(String folded) {
    OneWordStream word = ONE_WORD.get();
    word.term.setEmpty().append(folded);
    try {
      word.filter.incrementToken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CharTermAttribute stem = word.term;
    return folded.contentEquals(stem) ? folded : stem.toString();
  }

  private static final class OneWordStream extends TokenStream {
    final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    final TokenFilter filter = new FrenchLightStemFilter(this);

    @Override
    public boolean incrementToken() {
      return true;
    }
  }
}
