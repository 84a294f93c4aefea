package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.QueryLimits;
import org.vigie.analysis.match.query.QueryTerm;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.Token;
import org.vigie.model.CountryMatch;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;

/// The tokens of all passages of a text in one sequence, with indexes that are built on first use.
/// Not thread-safe.
final class IndexedText {
  /// Added to positions between two passages, so that no `NEAR` matches across them.
  private static final int PASSAGE_GAP = QueryLimits.MAX_NEAR_GAP + 1;

  private final AnalysedItem item;
  private final List<String> topics;
  private final List<String> phases;
  private final List<String> countries;
  private final Token[] tokens;
  private final List<Passage> passages;
  private final int[] passageEnds;
  private @Nullable WordIndex stemIndex;
  private @Nullable WordIndex foldedIndex;
  private @Nullable WordIndex exactIndex;
  private @Nullable PrefixIndex prefixIndex;

  IndexedText(AnalysedItem item) {
    this.item = item;
    topics = item.findings().topics().stream().map(TopicMatch::topic).toList();
    phases = item.findings().phases().map(PhaseMatch::id).toList();
    countries = item.findings().countries().stream().map(CountryMatch::code).toList();
    passages = item.text().passages();
    passageEnds = new int[passages.size()];
    List<Token> all = new ArrayList<>();
    for (int i = 0; i < passageEnds.length; i++) {
      all.addAll(passages.get(i).tokens());
      passageEnds[i] = all.size();
    }
    tokens = all.toArray(Token[]::new);
  }

  AnalysedItem item() {
    return item;
  }

  /// Returns the values of a field.
  List<String> valuesOf(Query.Field.FieldName name) {
    return switch (name) {
      case TOPIC -> topics;
      case PHASE -> phases;
      case OUTLET -> List.of(item.outlet().id());
      case COUNTRY -> countries;
    };
  }

  Token token(int index) {
    return tokens[index];
  }

  /// Returns the number of the passage of a token, from 0.
  private int passageNumber(int index) {
    int number = 0;
    while (index >= passageEnds[number]) {
      number++;
    }
    return number;
  }

  Passage passageOf(int index) {
    return passages.get(passageNumber(index));
  }

  /// Returns the position of a token; neighbours in one passage differ by 1.
  int positionOf(int index) {
    return index + passageNumber(index) * PASSAGE_GAP;
  }

  /// Returns whether `width` tokens from `index` on are in one passage.
  boolean isInOnePassage(int index, int width) {
    return index + width <= passageEnds[passageNumber(index)];
  }

  WordIndex wordIndex(QueryTerm.WordForm form) {
    return switch (form) {
      case STEM -> stemIndex == null ? stemIndex = createWordIndex(Token::stem) : stemIndex;
      case FOLDED ->
          foldedIndex == null ? foldedIndex = createWordIndex(Token::folded) : foldedIndex;
      case EXACT ->
          exactIndex == null ? exactIndex = createWordIndex(IndexedText::accentedForm) : exactIndex;
    };
  }

  PrefixIndex prefixIndex() {
    return prefixIndex == null ? prefixIndex = new PrefixIndex(tokens) : prefixIndex;
  }

  /// Returns the exact form if it differs from the folded form, else null; queries ask for no other
  /// exact form.
  static @Nullable String accentedForm(Token token) {
    return token.exact().equals(token.folded()) ? null : token.exact();
  }

  private WordIndex createWordIndex(Function<Token, @Nullable String> form) {
    @Nullable String[] words = new String[tokens.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = form.apply(tokens[i]);
    }
    return new WordIndex(words);
  }
}
