package org.vigie.analysis.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.jspecify.annotations.Nullable;

/// Lucene's light French stemmer for single words. The stemmer is a token filter only, so it reads
/// an endless stream of the one current word. Created on first use, since most texts need no stem.
/// Thread-safe.
final class Stemmer {
  private @Nullable OneWordStream oneWord;

  /// Returns the stem of a folded word.
  synchronized String stem(String folded) {
    OneWordStream word = oneWord == null ? new OneWordStream() : oneWord;
    oneWord = word;
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
