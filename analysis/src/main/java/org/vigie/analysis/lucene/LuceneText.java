package org.vigie.analysis.lucene;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.QueryLimits;
import org.vigie.analysis.match.query.QueryTerm;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.Token;

/// Converts a text into a Lucene document. The three forms of a word are terms at one position,
/// each prefixed with the initial of its form.
public final class LuceneText {
  /// Name of the field with the words.
  static final String WORDS = "words";

  private static final int PASSAGE_GAP = QueryLimits.MAX_NEAR_GAP + 1;

  private LuceneText() {}

  /// Returns the term of a word in one form.
  static String term(QueryTerm.WordForm form, String text) {
    return form.name().charAt(0) + text;
  }

  /// Creates a document; its token stream can be consumed once.
  public static Document createDocument(AnalysedItem item) {
    Document document = new Document();
    document.add(new TextField(WORDS, new PositionedTermStream(collectWords(item))));
    document.add(createField(Query.Field.FieldName.OUTLET, item.outlet().id()));
    item.findings()
        .topics()
        .forEach(topic -> document.add(createField(Query.Field.FieldName.TOPIC, topic.topic())));
    item.findings()
        .phases()
        .forEach(phase -> document.add(createField(Query.Field.FieldName.PHASE, phase.id())));
    item.findings()
        .countries()
        .forEach(
            country -> document.add(createField(Query.Field.FieldName.COUNTRY, country.code())));
    return document;
  }

  private static Field createField(Query.Field.FieldName name, String value) {
    return new StringField(name.toString(), value, Field.Store.NO);
  }

  private record PositionedTerm(String term, int step) {}

  private static List<PositionedTerm> collectWords(AnalysedItem item) {
    List<PositionedTerm> words = new ArrayList<>();
    int step = 1;
    for (Passage passage : item.text().passages()) {
      for (Token token : passage.tokens()) {
        words.add(new PositionedTerm(term(QueryTerm.WordForm.STEM, token.stem()), step));
        words.add(new PositionedTerm(term(QueryTerm.WordForm.FOLDED, token.folded()), 0));
        words.add(new PositionedTerm(term(QueryTerm.WordForm.EXACT, token.exact()), 0));
        step = 1;
      }
      step += PASSAGE_GAP;
    }
    return words;
  }

  private static final class PositionedTermStream extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final List<PositionedTerm> words;
    private int next;

    PositionedTermStream(List<PositionedTerm> words) {
      this.words = words;
    }

    @Override
    public boolean incrementToken() {
      if (next == words.size()) {
        return false;
      }
      clearAttributes();
      PositionedTerm word = words.get(next++);
      term.append(word.term());
      step.setPositionIncrement(word.step());
      return true;
    }
  }
}
