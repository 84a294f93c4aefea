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
import org.apache.lucene.index.IndexableField;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.QueryLimits;
import org.vigie.analysis.match.query.QueryTerm;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.Token;
import org.vigie.model.CountryMatch;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;

/// Converts texts into Lucene fields. The three forms of a word are terms at one position, each
/// prefixed with the initial of its form.
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
    document.add(createWords(item.text().passages()));
    addFindings(document, item.findings().topics(), item.findings().countries());
    document.add(createOutlet(item.outlet().id()));
    return document;
  }

  /// Creates the field that queries find words in; it can be consumed once.
  ///
  /// @param passages in order; `NEAR` and phrases do not reach from one into the next
  public static IndexableField createWords(List<Passage> passages) {
    return new TextField(WORDS, new PositionedTermStream(collectWords(passages)));
  }

  /// Adds the fields of topics, their phases and countries.
  public static void addFindings(
      Document document, List<TopicMatch> topics, List<CountryMatch> countries) {
    for (TopicMatch topic : topics) {
      document.add(createField(Query.Field.FieldName.TOPIC, topic.topic()));
      PhaseMatch phase = topic.phase();
      if (phase != null) {
        document.add(createField(Query.Field.FieldName.PHASE, phase.id()));
      }
    }
    countries.forEach(
        country -> document.add(createField(Query.Field.FieldName.COUNTRY, country.code())));
  }

  /// Creates the field of an outlet.
  public static IndexableField createOutlet(String outlet) {
    return createField(Query.Field.FieldName.OUTLET, outlet);
  }

  private static Field createField(Query.Field.FieldName name, String value) {
    return new StringField(name.toString(), value, Field.Store.NO);
  }

  private record PositionedTerm(String term, int step) {}

  private static List<PositionedTerm> collectWords(List<Passage> passages) {
    List<PositionedTerm> words = new ArrayList<>();
    int step = 1;
    for (Passage passage : passages) {
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
