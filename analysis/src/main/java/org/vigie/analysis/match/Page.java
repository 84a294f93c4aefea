package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Studied;
import org.vigie.analysis.match.query.Limits;
import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.Term;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.Token;
import org.vigie.model.CountryMatch;
import org.vigie.model.TopicMatch;

/// All words of a text in one row, ready to be asked by many queries. For one thread.
final class Page {
  /// Added to positions between two passages, so that nothing is near across them.
  private static final int PASSAGE_GAP = Limits.NEAR_GAP + 1;

  private final Studied studied;
  private final List<String> topics;
  private final List<String> countries;
  private final Token[] tokens;
  private final List<Passage> passages;
  private final int[] ends;
  private @Nullable Occurrences stems;
  private @Nullable Occurrences folded;
  private @Nullable Occurrences exact;
  private @Nullable Beginnings beginnings;

  Page(Studied studied) {
    this.studied = studied;
    topics = studied.findings().topics().stream().map(TopicMatch::topic).toList();
    countries = studied.findings().countries().stream().map(CountryMatch::code).toList();
    passages = studied.text().passages();
    ends = new int[passages.size()];
    List<Token> all = new ArrayList<>();
    for (int i = 0; i < ends.length; i++) {
      all.addAll(passages.get(i).tokens());
      ends[i] = all.size();
    }
    tokens = all.toArray(Token[]::new);
  }

  Studied studied() {
    return studied;
  }

  /// What is known beside the words.
  List<String> known(Query.Field.Name name) {
    return switch (name) {
      case TOPIC -> topics;
      case OUTLET -> List.of(studied.outlet().id());
      case COUNTRY -> countries;
    };
  }

  Token token(int index) {
    return tokens[index];
  }

  /// Which passage a token stands in, from 0.
  private int passageNumber(int index) {
    int number = 0;
    while (index >= ends[number]) {
      number++;
    }
    return number;
  }

  Passage passage(int index) {
    return passages.get(passageNumber(index));
  }

  /// Positions of neighbours in one passage differ by 1.
  int position(int index) {
    return index + passageNumber(index) * PASSAGE_GAP;
  }

  /// Whether so many tokens from here on stand in one passage.
  boolean holds(int index, int width) {
    return index + width <= ends[passageNumber(index)];
  }

  Occurrences occurrences(Term.Form form) {
    return switch (form) {
      case STEM -> stems == null ? stems = occurrences(Token::stem) : stems;
      case FOLDED -> folded == null ? folded = occurrences(Token::folded) : folded;
      case EXACT -> exact == null ? exact = occurrences(Page::accented) : exact;
    };
  }

  Beginnings beginnings() {
    return beginnings == null ? beginnings = new Beginnings(tokens) : beginnings;
  }

  /// The exact form where it differs from the folded one; no query asks for another.
  static @Nullable String accented(Token token) {
    return token.exact().equals(token.folded()) ? null : token.exact();
  }

  private Occurrences occurrences(Function<Token, @Nullable String> form) {
    @Nullable String[] words = new String[tokens.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = form.apply(tokens[i]);
    }
    return new Occurrences(words);
  }
}
