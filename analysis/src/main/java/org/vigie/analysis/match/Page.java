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

/// The tokens of all passages of a text in one sequence, with indexes that are built on first use.
/// Not thread-safe.
final class Page {
  /// Added to positions between two passages, so that no `NEAR` matches across them.
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

  /// Returns the values of a field.
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

  /// Returns the number of the passage of a token, from 0.
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

  /// Returns the position of a token; neighbours in one passage differ by 1.
  int position(int index) {
    return index + passageNumber(index) * PASSAGE_GAP;
  }

  /// Returns whether `width` tokens from `index` on are in one passage.
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

  /// Returns the exact form if it differs from the folded form, else null; queries ask for no other
  /// exact form.
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
