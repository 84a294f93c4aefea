package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/// The words of all packs as a trie. One walk along a word of a text, which mostly ends after a
/// letter or two, finds all its symbols: by the whole word, its root, and its prefixes. Immutable.
final class Lexicon {
  private static final int[] NONE = {};
  private static final int NO_NODE = -1;

  /// First letters below this are looked up in a table.
  private static final int DIRECT_LETTERS = 0x80;

  /// The nodes of the first letters, by letter.
  private final int[] roots = new int[DIRECT_LETTERS];

  /// The children of node n are the nodes `firstChild[n]` up to `firstChild[n + 1]`, exclusive, by
  /// ascending letter.
  private final int[] firstChild;

  private final char[] letters;

  /// Whether a word, a root or a prefix ends at the node.
  private final boolean[] isEnd;

  private final int[][] exact;
  private final int[][] inflected;
  private final int[][] prefixes;

  private Lexicon(LetterNode root) {
    List<LetterNode> nodes = new ArrayList<>(List.of(root));
    List<Character> names = new ArrayList<>(List.of(' '));
    List<Integer> starts = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      starts.add(nodes.size());
      nodes
          .get(node)
          .children
          .forEach(
              (letter, next) -> {
                names.add(letter);
                nodes.add(next);
              });
    }
    int size = nodes.size();
    starts.add(size);
    firstChild = toArray(starts);
    letters = new char[size];
    isEnd = new boolean[size];
    exact = new int[size][];
    inflected = new int[size][];
    prefixes = new int[size][];
    for (int node = 0; node < size; node++) {
      LetterNode from = nodes.get(node);
      letters[node] = names.get(node);
      exact[node] = toArray(from.exact);
      inflected[node] = toArray(from.inflected);
      prefixes[node] = toArray(from.prefixes);
      isEnd[node] = exact[node].length + inflected[node].length + prefixes[node].length > 0;
    }
    for (char letter = 0; letter < DIRECT_LETTERS; letter++) {
      roots[letter] = findChild(0, letter);
    }
  }

  private static int[] toArray(List<Integer> symbols) {
    return symbols.isEmpty() ? NONE : symbols.stream().mapToInt(Integer::intValue).toArray();
  }

  private int findChild(int node, char letter) {
    int last = firstChild[node + 1];
    for (int next = firstChild[node]; next < last; next++) {
      if (letters[next] == letter) {
        return next;
      }
    }
    return NO_NODE;
  }

  private int findRoot(char letter) {
    return letter < DIRECT_LETTERS ? roots[letter] : findChild(0, letter);
  }

  /// Passes every symbol of a folded word to a consumer.
  void findSymbols(String folded, IntConsumer found) {
    int length = folded.length();
    int root = PackPhrase.rootLength(folded);
    int node = findRoot(folded.charAt(0));
    for (int read = 1; node != NO_NODE; read++) {
      if (isEnd[node]) {
        passAll(prefixes[node], found);
        if (read == root) {
          passAll(inflected[node], found);
        }
        if (read == length) {
          passAll(exact[node], found);
        }
      }
      node = read == length ? NO_NODE : findChild(node, folded.charAt(read));
    }
  }

  private static void passAll(int[] symbols, IntConsumer found) {
    for (int symbol : symbols) {
      found.accept(symbol);
    }
  }

  /// A node while the trie is built.
  private static final class LetterNode {
    private final Map<Character, LetterNode> children = new TreeMap<>();
    private final List<Integer> exact = new ArrayList<>(0);
    private final List<Integer> inflected = new ArrayList<>(0);
    private final List<Integer> prefixes = new ArrayList<>(0);
  }

  /// Collects words.
  static final class LexiconBuilder {
    private final LetterNode root = new LetterNode();

    /// Maps a word of a pack to a symbol.
    void add(PackPhrase.WordPattern word, int symbol) {
      LetterNode end = root;
      for (char letter : word.text().toCharArray()) {
        end = end.children.computeIfAbsent(letter, unused -> new LetterNode());
      }
      switch (word.kind()) {
        case EXACT -> end.exact.add(symbol);
        case INFLECTED -> end.inflected.add(symbol);
        case PREFIX -> end.prefixes.add(symbol);
      }
    }

    Lexicon build() {
      return new Lexicon(root);
    }
  }
}
