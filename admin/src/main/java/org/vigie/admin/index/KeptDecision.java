package org.vigie.admin.index;

import java.time.Instant;
import org.vigie.model.Audience;
import org.vigie.model.Classification;
import org.vigie.model.DecisionRecord;

/// A decision without the item that it is on.
///
/// @param findings topics, countries and form
/// @param audience whether subscribers could be alerted
/// @param decided when
record KeptDecision(Classification findings, Audience audience, Instant decided) {
  static KeptDecision of(DecisionRecord.Decision decision) {
    return new KeptDecision(decision.findings(), decision.audience(), decision.decided());
  }
}
