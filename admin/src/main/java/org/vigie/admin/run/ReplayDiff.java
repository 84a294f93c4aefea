package org.vigie.admin.run;

import java.util.List;
import org.vigie.admin.index.AlertNotice;

/// How the alerts of a replay differ from those that were raised live. The component names are those
/// of the REST API.
///
/// @param same number of alerts of the replay that live operation raised as well
/// @param missing raised live and not by the replay
/// @param added raised by the replay and not live
public record ReplayDiff(int same, List<AlertNotice> missing, List<AlertNotice> added) {
  /// Copies the lists.
  public ReplayDiff {
    missing = List.copyOf(missing);
    added = List.copyOf(added);
  }
}
