package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.Text;
import org.vigie.analysis.text.Token;

/// The hits of all roles of a [Grammar] in a text: in the title (passage 0), the summary (1) and,
/// if the text has no summary of its own, the body (2).
final class Sight {
  static final int TITLE = 0;
  static final int BODY = 2;

  /// A role found in a passage.
  record Hit(int passage, Scan.Found found) {
    boolean inLead() {
      return passage < BODY;
    }

    boolean overlaps(Hit other) {
      return passage == other.passage
          && found.start() < other.found.end()
          && other.found.start() < found.end();
    }
  }

  private final List<Passage> passages;
  private final List<Scan> scans = new ArrayList<>();
  private final List<List<Hit>> byRole;
  private final List<Integer> met = new ArrayList<>();

  Sight(Grammar grammar, Text text) {
    passages = text.summarised() ? List.of(text.title(), text.summary()) : text.passages();
    byRole = new ArrayList<>(Collections.nCopies(grammar.roles(), List.of()));
    for (int passage = 0; passage < passages.size(); passage++) {
      Scan scan = new Scan(grammar, passages.get(passage).tokens());
      scans.add(scan);
      for (Scan.Found found : scan.found()) {
        report(found.rule().target(), new Hit(passage, found));
      }
    }
  }

  private void report(int role, Hit hit) {
    if (byRole.get(role).isEmpty()) {
      byRole.set(role, new ArrayList<>());
      met.add(role);
    }
    byRole.get(role).add(hit);
  }

  boolean isEmpty() {
    return met.isEmpty();
  }

  /// Returns the roles found, each once.
  List<Integer> met() {
    return met;
  }

  /// Returns the hits of a role in the order of the text; empty for role -1.
  List<Hit> hits(int role) {
    return role < 0 ? List.of() : byRole.get(role);
  }

  int sentence(Hit hit) {
    return tokens(hit).get(hit.found().start()).sentence();
  }

  Passage passage(Hit hit) {
    return passages.get(hit.passage());
  }

  private List<Token> tokens(Hit hit) {
    return passage(hit).tokens();
  }

  /// Returns the source spans `[start, end)` of the parts of a hit.
  List<int[]> spans(Hit hit) {
    List<Token> tokens = tokens(hit);
    return scans.get(hit.passage()).parts(hit.found()).stream()
        .map(part -> new int[] {tokens.get(part[0]).start(), tokens.get(part[1] - 1).end()})
        .toList();
  }
}
