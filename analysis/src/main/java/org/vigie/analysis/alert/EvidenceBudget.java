package org.vigie.analysis.alert;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Classification;
import org.vigie.model.CountryMatch;
import org.vigie.model.Evidence;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;

/// Limits the evidence of a decision and an alert, so that each fits into a Kafka record whatever
/// the text. Some 600 spans fit, a hundred times as many as an article has; beyond that, the first
/// spans of each topic and country are kept.
final class EvidenceBudget {
  /// Bytes for the evidence of all topics and countries together.
  static final int MAX_FINDINGS_BYTES = 250_000;

  /// Bytes for the evidence of a subscription's query.
  static final int MAX_QUERY_BYTES = 100_000;

  /// Bytes of the field names and numbers of one span in JSON.
  private static final int SPAN_OVERHEAD_BYTES = 100;

  /// Maximum bytes of one UTF-16 unit in JSON, as in `\u0001`.
  private static final int MAX_BYTES_PER_UNIT = 6;

  private EvidenceBudget() {}

  /// Returns findings with as much evidence as fits; the same instance if all of it does.
  static Classification limitFindings(Classification findings) {
    long needed =
        findings.topics().stream().mapToLong(EvidenceBudget::estimateBytes).sum()
            + findings.countries().stream()
                .mapToLong(match -> estimateBytes(match.evidence()))
                .sum();
    if (needed <= MAX_FINDINGS_BYTES) {
      return findings;
    }
    int share = MAX_FINDINGS_BYTES / (findings.topics().size() + findings.countries().size());
    return new Classification(
        findings.topics().stream().map(match -> limitEvidence(match, share)).toList(),
        findings.countries().stream()
            .map(match -> new CountryMatch(match.code(), limitEvidence(match.evidence(), share)))
            .toList(),
        findings.codes(),
        findings.packs(),
        findings.form());
  }

  private static TopicMatch limitEvidence(TopicMatch match, int bytes) {
    PhaseMatch phase = match.phase();
    return phase == null
        ? new TopicMatch(match.topic(), match.score(), limitEvidence(match.evidence(), bytes))
        : new TopicMatch(
            match.topic(),
            match.score(),
            limitEvidence(match.evidence(), bytes / 2),
            new PhaseMatch(phase.id(), phase.label(), limitEvidence(phase.evidence(), bytes / 2)));
  }

  /// Returns the first spans that fit into `bytes`.
  static List<Evidence> limitEvidence(List<Evidence> evidence, int bytes) {
    List<Evidence> kept = new ArrayList<>();
    long needed = 0;
    for (Evidence span : evidence) {
      needed += estimateBytes(span);
      if (needed > bytes) {
        return kept;
      }
      kept.add(span);
    }
    return evidence;
  }

  private static long estimateBytes(TopicMatch match) {
    PhaseMatch phase = match.phase();
    return estimateBytes(match.evidence()) + (phase == null ? 0 : estimateBytes(phase.evidence()));
  }

  private static long estimateBytes(List<Evidence> evidence) {
    return evidence.stream().mapToLong(EvidenceBudget::estimateBytes).sum();
  }

  private static long estimateBytes(Evidence span) {
    long units = span.field().length() + span.text().length() + span.signal().length();
    return SPAN_OVERHEAD_BYTES + MAX_BYTES_PER_UNIT * units;
  }
}
