package org.vigie.analysis.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.Tokenizer;

class WordCacheTest {
  private final List<String> searched = new ArrayList<>();
  private final WordCache<Integer> cache = new WordCache<>(this::search);

  private int search(Token token) {
    searched.add(token.folded());
    return token.folded().length();
  }

  @Test
  void searchesOnceForAWord() {
    assertEquals(List.of(5, 2, 5), lookUp("Trêve ou TREVE"));
    assertEquals(List.of("treve", "ou"), searched);
  }

  @Test
  void remembersNoWordThatCouldTakeAnyMemory() {
    String longWord = "a".repeat(1000);
    assertEquals(List.of(1000, 1000), lookUp(longWord + " " + longWord));
    assertEquals(List.of(longWord, longWord), searched);
  }

  @Test
  void forgetsWordsBeforeItTakesTooManyOfThem() {
    for (int i = 0; i <= 1 << 15; i++) {
      lookUp("mot" + i);
    }
    searched.clear();
    lookUp("mot0 mot" + (1 << 15));
    assertEquals(List.of("mot0"), searched);
  }

  private List<Integer> lookUp(String text) {
    return Tokenizer.tokenize(text).stream().map(cache::get).toList();
  }
}
