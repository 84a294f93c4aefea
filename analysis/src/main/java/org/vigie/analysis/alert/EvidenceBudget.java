package org.vigie.analysis.alert;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.CountryMatch;
import org.vigie.model.Evidence;
import org.vigie.model.Findings;
import org.vigie.model.TopicMatch;

/// How much evidence a decision and an alert carry, so that both fit into a record whatever the
/// text. Some six hundred spans fit, a hundred times what an article has; of a text that repeats
/// itself beyond that, the first spans of each topic and country are kept.
final class EvidenceBudget {
  /// Bytes for topics and countries together.
  static final int FINDINGS = 250_000;

  /// Bytes for the query of a subscription.
  static final int QUERY = 100_000;

  /// Names and numbers of one span in JSON.
  private static final int SPAN = 100;

  /// The most bytes that one UTF-16 unit becomes in JSON, as `\u0001`.
  private static final int UNIT = 6;

  private EvidenceBudget() {}

  /// The same findings with as much of their evidence as fits; the same object where all does.
  static Findings within(Findings findings) {
    long needed =
        findings.topics().stream().mapToLong(match -> bytes(match.evidence())).sum()
            + findings.countries().stream().mapToLong(match -> bytes(match.evidence())).sum();
    if (needed <= FINDINGS) {
      return findings;
    }
    int share = FINDINGS / (findings.topics().size() + findings.countries().size());
    return new Findings(
        findings.topics().stream()
            .map(
                match -> new TopicMatch(match.topic(), match.score(), cut(match.evidence(), share)))
            .toList(),
        findings.countries().stream()
            .map(match -> new CountryMatch(match.code(), cut(match.evidence(), share)))
            .toList(),
        findings.codes(),
        findings.packs());
  }

  /// The first spans that fit into so many bytes.
  static List<Evidence> cut(List<Evidence> evidence, int bytes) {
    List<Evidence> kept = new ArrayList<>();
    long needed = 0;
    for (Evidence span : evidence) {
      needed += bytes(span);
      if (needed > bytes) {
        return kept;
      }
      kept.add(span);
    }
    return evidence;
  }

  private static long bytes(List<Evidence> evidence) {
    return evidence.stream().mapToLong(EvidenceBudget::bytes).sum();
  }

  private static long bytes(Evidence span) {
    long units = span.field().length() + span.text().length() + span.signal().length();
    return SPAN + UNIT * units;
  }
}
