package org.vigie.admin;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigie.model.Channel;
import org.vigie.model.Digest;
import org.vigie.model.NotificationTiming;
import org.vigie.model.QuietHours;
import org.vigie.model.Subscription;
import org.vigie.model.Urgency;

/// Finds what of a subscription can be carried out but was hardly meant so.
public final class SubscriptionWarnings {
  private static final int DAY = (int) Duration.ofDays(1).toMinutes();
  private static final int WEEK = (int) Duration.ofDays(7).toMinutes();

  private SubscriptionWarnings() {}

  /// One sentence for each.
  public static List<String> find(Subscription subscription) {
    List<String> warnings = new ArrayList<>();
    NotificationTiming timing = subscription.telling().timing();
    addQuiet(timing, warnings);
    addNumbers(timing, warnings);
    addChannels(subscription.channels(), warnings);
    return warnings;
  }

  private static void addQuiet(NotificationTiming timing, List<String> warnings) {
    BitSet quiet = findQuietMinutes(timing.quiet());
    if (quiet.cardinality() == WEEK) {
      warnings.add(
          "the quiet hours cover the whole week: "
              + (timing.breakThrough().equals(Urgency.NONE)
                  ? "nothing is ever sent; pause stops a subscription"
                  : "nothing is sent but what breaks through"));
    } else if (timing.digest() != null && isAlwaysQuiet(timing.digest(), quiet)) {
      warnings.add(
          "the digest '%s' falls into the quiet hours and is sent at their end"
              .formatted(timing.digest()));
    }
  }

  private static void addNumbers(NotificationTiming timing, List<String> warnings) {
    if (timing.digest() != null && timing.maxPerHour() != null) {
      warnings.add("a digest has a message for all, so a number of messages an hour has no effect");
    }
    boolean held =
        timing.digest() != null
            || !timing.quiet().isEmpty()
            || timing.silentUntil() != null
            || timing.maxPerHour() != null;
    if (!held && !timing.breakThrough().equals(Urgency.NONE)) {
      warnings.add(
          "without digest, quiet hours and a number of messages an hour everything is sent at once,"
              + " so that nothing need break through");
    }
  }

  private static void addChannels(Collection<Channel> channels, List<String> warnings) {
    Set<Object> places = new HashSet<>();
    for (Channel channel : channels) {
      if (!places.add(List.of(channel.kind(), ChannelNames.findPlace(channel)))) {
        warnings.add(
            channel.name() + " leads where another channel does, and everything comes twice");
      }
      if (channel instanceof Channel.Ntfy ntfy
          && ntfy.priority() == Channel.Ntfy.Priority.URGENT
          && !ntfy.urgent().equals(Urgency.NONE)) {
        warnings.add(ntfy.name() + " sends everything as urgent, so naming what is has no effect");
      }
    }
  }

  /// The minutes of a week from Monday 00:00 on, by a clock that never changes.
  private static BitSet findQuietMinutes(Collection<QuietHours> quiet) {
    BitSet minutes = new BitSet(WEEK);
    for (QuietHours hours : quiet) {
      int length = toMinute(hours.to()) - toMinute(hours.from());
      for (DayOfWeek day : hours.days()) {
        int from = toMinute(day, hours.from());
        int to = from + (length > 0 ? length : length + DAY);
        minutes.set(from, Math.min(to, WEEK));
        minutes.set(0, Math.max(0, to - WEEK));
      }
    }
    return minutes;
  }

  private static boolean isAlwaysQuiet(Digest digest, BitSet quiet) {
    Set<DayOfWeek> days =
        digest.on() == null ? EnumSet.allOf(DayOfWeek.class) : EnumSet.of(digest.on());
    return !digest.at().isEmpty()
        && days.stream()
            .allMatch(day -> digest.at().stream().allMatch(time -> quiet.get(toMinute(day, time))));
  }

  private static int toMinute(DayOfWeek day, LocalTime time) {
    return (day.getValue() - 1) * DAY + toMinute(time);
  }

  private static int toMinute(LocalTime time) {
    return time.toSecondOfDay() / 60;
  }
}
