package org.vigie.admin.run;

import java.util.List;
import org.vigie.admin.index.AlertNotice;

/// How the alerts of a replay differ from those that were raised live, story by story. Stories of
/// one subscription that share an article are the same. The component names are those of the REST
/// API.
///
/// @param same number of stories that both alerted
/// @param missing the first alerts of stories that were alerted live and not by the replay
/// @param added the first alerts of stories that the replay alerted and live operation did not
public record ReplayDiff(int same, List<AlertNotice> missing, List<AlertNotice> added) {
  /// Copies the lists.
  public ReplayDiff {
    missing = List.copyOf(missing);
    added = List.copyOf(added);
  }
}
