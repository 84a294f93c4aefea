package org.vigie.analysis.match.reference;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.vigie.analysis.Studied;
import org.vigie.analysis.match.query.Limits;
import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.Term;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.Token;

/// Converts a text into a Lucene document. The three forms of a word are terms at one position,
/// each prefixed with the initial of its form.
public final class LuceneText {
  /// Name of the field with the words.
  static final String WORDS = "words";

  private static final int PASSAGE_GAP = Limits.NEAR_GAP + 1;

  private LuceneText() {}

  /// Returns the term of a word in one form.
  static String term(Term.Form form, String text) {
    return form.name().charAt(0) + text;
  }

  /// Creates a document; its token stream can be consumed once.
  public static Document document(Studied studied) {
    Document document = new Document();
    document.add(new TextField(WORDS, new Words(words(studied))));
    document.add(known(Query.Field.Name.OUTLET, studied.outlet().id()));
    studied
        .findings()
        .topics()
        .forEach(topic -> document.add(known(Query.Field.Name.TOPIC, topic.topic())));
    studied
        .findings()
        .countries()
        .forEach(country -> document.add(known(Query.Field.Name.COUNTRY, country.code())));
    return document;
  }

  private static Field known(Query.Field.Name name, String value) {
    return new StringField(name.toString(), value, Field.Store.NO);
  }

  private record Word(String term, int step) {}

  private static List<Word> words(Studied studied) {
    List<Word> words = new ArrayList<>();
    int step = 1;
    for (Passage passage : studied.text().passages()) {
      for (Token token : passage.tokens()) {
        words.add(new Word(term(Term.Form.STEM, token.stem()), step));
        words.add(new Word(term(Term.Form.FOLDED, token.folded()), 0));
        words.add(new Word(term(Term.Form.EXACT, token.exact()), 0));
        step = 1;
      }
      step += PASSAGE_GAP;
    }
    return words;
  }

  private static final class Words extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final List<Word> words;
    private int next;

    Words(List<Word> words) {
      this.words = words;
    }

    @Override
    public boolean incrementToken() {
      if (next == words.size()) {
        return false;
      }
      clearAttributes();
      Word word = words.get(next++);
      term.append(word.term());
      step.setPositionIncrement(word.step());
      return true;
    }
  }
}
