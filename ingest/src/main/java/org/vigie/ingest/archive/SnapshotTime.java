package org.vigie.ingest.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.model.PressTimeZone;

/// The poll time of a stored document: the innermost folder named `YYYY-MM-DDTHHMM`, in Paris time.
final class SnapshotTime {
  private static final Pattern NAME =
      Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})[T_ ](\\d{2}):?h?(\\d{2})(?:[/\\\\]|$)");

  private SnapshotTime() {}

  static @Nullable Instant parse(String path) {
    Matcher name = NAME.matcher(path);
    Instant last = null;
    while (name.find()) {
      Instant time = parseTime(name);
      last = time == null ? last : time;
    }
    return last;
  }

  private static @Nullable Instant parseTime(Matcher name) {
    try {
      return LocalDateTime.of(
              parseGroup(name, 1),
              parseGroup(name, 2),
              parseGroup(name, 3),
              parseGroup(name, 4),
              parseGroup(name, 5))
          .atZone(PressTimeZone.PARIS)
          .toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int parseGroup(Matcher name, int group) {
    return Integer.parseInt(name.group(group));
  }
}
