package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The words of all packs as a trie. One walk along a word of a text, which mostly ends after a
/// letter or two, finds all its symbols: by the whole word, its root, and its prefixes. Immutable.
final class Lexicon {
  private static final int[] NONE = {};
  private static final int NOWHERE = -1;

  /// First letters below this are looked up in a table.
  private static final int COMMON = 0x80;

  /// The nodes of the first letters, by letter.
  private final int[] roots = new int[COMMON];

  /// The children of node n are the nodes `firstChild[n]` up to `firstChild[n + 1]`, exclusive, by
  /// ascending letter.
  private final int[] first;

  private final char[] letters;

  /// Whether a word, a root or a prefix ends at the node.
  private final boolean[] ends;

  private final int[][] exact;
  private final int[][] inflected;
  private final int[][] prefixes;

  private Lexicon(Node root) {
    List<Node> nodes = new ArrayList<>(List.of(root));
    List<Character> names = new ArrayList<>(List.of(' '));
    List<Integer> starts = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      starts.add(nodes.size());
      nodes
          .get(node)
          .next
          .forEach(
              (letter, next) -> {
                names.add(letter);
                nodes.add(next);
              });
    }
    int size = nodes.size();
    starts.add(size);
    first = array(starts);
    letters = new char[size];
    ends = new boolean[size];
    exact = new int[size][];
    inflected = new int[size][];
    prefixes = new int[size][];
    for (int node = 0; node < size; node++) {
      Node from = nodes.get(node);
      letters[node] = names.get(node);
      exact[node] = array(from.exact);
      inflected[node] = array(from.inflected);
      prefixes[node] = array(from.prefixes);
      ends[node] = exact[node].length + inflected[node].length + prefixes[node].length > 0;
    }
    for (char letter = 0; letter < COMMON; letter++) {
      roots[letter] = search(0, letter);
    }
  }

  private static int[] array(List<Integer> symbols) {
    return symbols.isEmpty() ? NONE : symbols.stream().mapToInt(Integer::intValue).toArray();
  }

  private int search(int node, char letter) {
    int last = first[node + 1];
    for (int next = first[node]; next < last; next++) {
      if (letters[next] == letter) {
        return next;
      }
    }
    return NOWHERE;
  }

  private int begin(char letter) {
    return letter < COMMON ? roots[letter] : search(0, letter);
  }

  /// Passes every symbol of a folded word to `scan`.
  void tell(String folded, Scan scan) {
    int length = folded.length();
    int root = Phrase.rootLength(folded);
    int node = begin(folded.charAt(0));
    for (int read = 1; node != NOWHERE; read++) {
      if (ends[node]) {
        tell(prefixes[node], scan);
        if (read == root) {
          tell(inflected[node], scan);
        }
        if (read == length) {
          tell(exact[node], scan);
        }
      }
      node = read == length ? NOWHERE : search(node, folded.charAt(read));
    }
  }

  private static void tell(int[] symbols, Scan scan) {
    for (int symbol : symbols) {
      scan.word(symbol);
    }
  }

  /// A node while the trie is built.
  private static final class Node {
    private final Map<Character, Node> next = new TreeMap<>();
    private final List<Integer> exact = new ArrayList<>(0);
    private final List<Integer> inflected = new ArrayList<>(0);
    private final List<Integer> prefixes = new ArrayList<>(0);
  }

  /// Collects words.
  static final class Builder {
    private final Node root = new Node();

    /// Maps a word of a pack to a symbol.
    void add(Phrase.Word word, int symbol) {
      Node end = root;
      for (char letter : word.text().toCharArray()) {
        end = end.next.computeIfAbsent(letter, unused -> new Node());
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
