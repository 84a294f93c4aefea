package org.vigie.analysis.alert;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.CountryMatch;
import org.vigie.model.Evidence;
import org.vigie.model.Findings;
import org.vigie.model.TopicMatch;

/// Limits the evidence of a decision and an alert, so that each fits into a Kafka record whatever
/// the text. Some 600 spans fit, a hundred times as many as an article has; beyond that, the first
/// spans of each topic and country are kept.
final class EvidenceBudget {
  /// Bytes for the evidence of all topics and countries together.
  static final int FINDINGS = 250_000;

  /// Bytes for the evidence of a subscription's query.
  static final int QUERY = 100_000;

  /// Bytes of the field names and numbers of one span in JSON.
  private static final int SPAN = 100;

  /// Maximum bytes of one UTF-16 unit in JSON, as in `\u0001`.
  private static final int UNIT = 6;

  private EvidenceBudget() {}

  /// Returns findings with as much evidence as fits; the same instance if all of it does.
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

  /// Returns the first spans that fit into `bytes`.
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
