package org.vigie.app.command;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vigie.app.time.DisplayTime;
import org.vigie.app.time.RelativeTime;
import org.vigie.model.Digest;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Urgency;
import org.vigie.notifier.delivery.plan.ReleaseTimes;

/// Says in plain words when alerts are sent.
final class TimingTexts {
  private TimingTexts() {}

  /// What is urgent; empty for nothing.
  static String describe(Urgency urgency) {
    List<String> parts = new ArrayList<>(urgency.topics());
    if (urgency.outlets() != null) {
      parts.add("what " + urgency.outlets() + " outlets tell");
    }
    return String.join(", ", parts);
  }

  /// When alerts are sent together; empty if each is sent at once.
  static String describe(Digest digest) {
    String times =
        digest.at().stream().map(LocalTime::toString).collect(Collectors.joining(" and "));
    DayOfWeek day = digest.on();
    return switch (digest.every()) {
      case HOURLY -> "together at every full hour";
      case DAILY -> "together every day at " + times;
      case WEEKLY ->
          "together every "
              + (day == null ? "week" : day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
              + " at "
              + times;
    };
  }

  /// Prints when alerts are sent, and what is in force now.
  static void print(
      NotificationTiming timing, DisplayTime display, Instant now, DetailPrinter out) {
    Digest digest = timing.digest();
    if (digest != null) {
      Instant next = ReleaseTimes.nextDigest(digest, timing.zone(), now);
      out.printField("sent", describe(digest) + "; next " + display.format(next));
    }
    timing.quiet().forEach(hours -> out.printField("quiet", hours.toString()));
    Instant quietEnd = ReleaseTimes.quietUntil(timing, now);
    if (quietEnd != null) {
      out.printField("quiet now", "until " + display.format(quietEnd));
    }
    Instant silentUntil = timing.silentUntil();
    if (silentUntil != null && silentUntil.isAfter(now)) {
      out.printField("silent", "until " + display.format(silentUntil));
    }
    out.printField("breaks through", describe(timing.breakThrough()));
    out.printField("cool-down", describeCoolDown(timing));
    if (timing.maxPerHour() != null) {
      out.printField("at most", timing.maxPerHour() + " messages an hour");
    }
    if (!timing.zone().equals(NotificationTiming.DEFAULT_ZONE)) {
      out.printField("time zone", timing.zone().getId());
    }
  }

  /// When alerts are sent, in a few words for a table.
  static String describeShort(NotificationTiming timing) {
    List<String> parts = new ArrayList<>();
    if (timing.digest() != null) {
      parts.add(timing.digest().toString());
    }
    timing.quiet().forEach(hours -> parts.add("not " + hours));
    return parts.isEmpty() ? "at once" : String.join(", ", parts);
  }

  private static String describeCoolDown(NotificationTiming timing) {
    return timing.coolDownMinutes() == 0
        ? "none: each update of a story is sent at once"
        : "updates of a story wait until %s after its last alert"
            .formatted(RelativeTime.formatLength(timing.coolDown()));
  }
}
