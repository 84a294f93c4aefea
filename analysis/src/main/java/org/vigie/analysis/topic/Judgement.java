package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.topic.Pack.Signal;
import org.vigie.analysis.topic.Pack.Veto;
import org.vigie.analysis.topic.Sight.Hit;

/// Scores a text by one topic pack.
///
/// A signal counts once in title and summary, with the greater of its two weights. In the body of a
/// text without summary it counts once per sentence, at most [#MENTIONS] times, and the total of
/// all must reach twice the threshold.
final class Judgement {
  static final int MENTIONS = 3;

  /// A hit of a signal with its weight.
  ///
  /// @param weight added weight; 0 if another hit of the signal already counts
  /// @param veto veto that cancelled the hit, null for none
  record Weighed(Signal signal, Hit hit, double weight, @Nullable Veto veto) {}

  private final Program program;
  private final Sight sight;
  private final List<Weighed> weighed = new ArrayList<>();
  private final Set<Veto> holding = new HashSet<>();
  private double lead;
  private double further;
  private boolean anySupport;

  Judgement(Program program, Sight sight) {
    this.program = program;
    this.sight = sight;
    for (int i = 0; i < program.signals().length; i++) {
      weigh(i);
    }
  }

  private void weigh(int index) {
    List<Hit> hits = sight.hits(program.signals()[index]);
    if (hits.isEmpty()) {
      return;
    }
    Signal signal = program.pack().signals().get(index);
    int with = program.with()[index];
    boolean supported = with < 0 || !sight.hits(with).isEmpty();
    List<Hit> open = new ArrayList<>();
    for (Hit hit : hits) {
      Veto veto = supported ? veto(signal, hit) : null;
      if (veto != null) {
        weighed.add(new Weighed(signal, hit, 0, veto));
      } else if (supported) {
        open.add(hit);
      }
    }
    count(signal, open);
  }

  private void count(Signal signal, List<Hit> open) {
    @Nullable Hit best = null;
    double most = 0;
    int mentions = 0;
    int sentence = -1;
    for (Hit hit : open) {
      double weight = hit.passage() == Sight.TITLE ? signal.title() : signal.weight();
      if (hit.inLead() && (best == null || Math.abs(weight) > Math.abs(most))) {
        best = hit;
        most = weight;
      }
    }
    lead += most;
    for (Hit hit : open) {
      double weight = hit == best ? most : 0;
      if (!hit.inLead() && mentions < MENTIONS && sight.sentence(hit) != sentence) {
        sentence = sight.sentence(hit);
        mentions++;
        weight = signal.weight();
        further += weight;
      }
      anySupport |= signal.weight() > 0;
      weighed.add(new Weighed(signal, hit, weight, null));
    }
  }

  private @Nullable Veto veto(Signal signal, Hit hit) {
    for (int i = 0; i < program.vetoes().length; i++) {
      Veto veto = program.pack().vetoes().get(i);
      boolean concerned =
          veto.of().isEmpty() ? signal.weight() > 0 : veto.of().contains(signal.name());
      if (concerned && sight.hits(program.unless()[i]).isEmpty()) {
        for (Hit context : sight.hits(program.vetoes()[i])) {
          if (reaches(veto, context, hit)) {
            holding.add(veto);
            return veto;
          }
        }
      }
    }
    return null;
  }

  private boolean reaches(Veto veto, Hit context, Hit hit) {
    return switch (veto.where()) {
      case OVER -> context.overlaps(hit);
      case SENTENCE -> sameSentence(context, hit);
      case PASSAGE ->
          hit.inLead() ? context.passage() == hit.passage() : sameSentence(context, hit);
      case TITLE -> context.passage() == Sight.TITLE;
      case TEXT -> context.inLead();
    };
  }

  private boolean sameSentence(Hit one, Hit other) {
    return one.passage() == other.passage() && sight.sentence(one) == sight.sentence(other);
  }

  /// Returns the total divided by the threshold; a text is about the topic from 1 on.
  double score() {
    if (!anySupport || !needsMet()) {
      return 0;
    }
    double threshold = program.pack().threshold();
    return Math.max(0, Math.max(lead / threshold, (lead + further) / (2 * threshold)));
  }

  boolean matches() {
    return score() >= 1 - 1e-9;
  }

  private boolean needsMet() {
    for (int need : program.needs()) {
      if (sight.hits(need).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  List<Weighed> weighed() {
    return weighed;
  }

  /// Returns the vetoes whose context is in the text but that cancelled nothing.
  List<Veto> idle() {
    List<Veto> idle = new ArrayList<>();
    for (int i = 0; i < program.vetoes().length; i++) {
      Veto veto = program.pack().vetoes().get(i);
      if (!sight.hits(program.vetoes()[i]).isEmpty() && !holding.contains(veto)) {
        idle.add(veto);
      }
    }
    return idle;
  }

  /// Returns the needs that the text does not meet.
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < program.needs().length; i++) {
      if (sight.hits(program.needs()[i]).isEmpty()) {
        missing.add(program.pack().needs().get(i).name());
      }
    }
    return missing;
  }

  /// Returns the hits that the match depends on although they add no weight.
  List<Hit> conditions() {
    List<Hit> conditions = new ArrayList<>();
    for (int need : program.needs()) {
      conditions.addAll(sight.hits(need).stream().limit(1).toList());
    }
    for (int i = 0; i < program.with().length; i++) {
      Signal signal = program.pack().signals().get(i);
      boolean used = weighed.stream().anyMatch(w -> w.signal() == signal && w.veto() == null);
      if (used && signal.weight() > 0) {
        conditions.addAll(sight.hits(program.with()[i]).stream().limit(1).toList());
      }
    }
    return conditions;
  }

  Sight sight() {
    return sight;
  }

  Pack pack() {
    return program.pack();
  }
}
