package org.vigie.notifier.delivery.plan;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Digest;
import org.vigie.model.NotificationTiming;
import org.vigie.model.QuietHours;

/// Draws rules and moments, many of them near a change of the clock.
final class RandomTimings {
  private static final List<ZoneId> ZONES =
      Stream.of(
              "Europe/Paris",
              "UTC",
              "Pacific/Kiritimati",
              "Asia/Kolkata",
              "Australia/Lord_Howe",
              "America/St_Johns",
              "America/Havana",
              "Pacific/Pago_Pago",
              "Pacific/Apia",
              "Asia/Beirut")
          .map(ZoneId::of)
          .toList();
  private static final Instant FROM = Instant.parse("2009-01-01T00:00:00Z");
  private static final Duration YEARS = Duration.ofDays(20 * 365);

  private final Random random;

  RandomTimings(long seed) {
    random = new Random(seed);
  }

  /// A timing of any zone, in which topic `urgent` breaks through.
  NotificationTiming timing() {
    return SampleTimings.in(zone())
        .digest(random.nextInt(3) == 0 ? digest() : null)
        .quiet(IntStream.range(0, random.nextInt(4)).mapToObj(i -> quiet()).toList())
        .urgent("urgent")
        .coolDown(
            random.nextInt(4) == 0 ? 0 : random.nextInt(NotificationTiming.MAX_COOL_DOWN_MINUTES))
        .maxPerHour(random.nextBoolean() ? null : Integer.valueOf(1 + random.nextInt(5)))
        .build();
  }

  ZoneId zone() {
    return ZONES.get(random.nextInt(ZONES.size()));
  }

  Digest digest() {
    return switch (random.nextInt(3)) {
      case 0 -> new Digest(Digest.Every.HOURLY, List.of(), null);
      case 1 ->
          new Digest(
              Digest.Every.DAILY,
              IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> time()).toList(),
              null);
      default -> new Digest(Digest.Every.WEEKLY, List.of(time()), day());
    };
  }

  QuietHours quiet() {
    Set<DayOfWeek> days = EnumSet.of(day());
    IntStream.range(0, random.nextInt(7)).forEach(i -> days.add(day()));
    LocalTime from = time();
    LocalTime to = time();
    return new QuietHours(days, from.equals(to) ? LocalTime.MIDNIGHT : from, to);
  }

  /// To a quarter of an hour, often in the night, where clocks change.
  private LocalTime time() {
    int quarters = random.nextBoolean() ? random.nextInt(16) : random.nextInt(96);
    return LocalTime.MIDNIGHT.plusMinutes(15L * quarters);
  }

  private DayOfWeek day() {
    return DayOfWeek.of(1 + random.nextInt(7));
  }

  /// A moment to the second.
  Instant moment(ZoneId zone) {
    Instant any = FROM.plusSeconds(random.nextLong(YEARS.toSeconds()));
    ZoneOffsetTransition change = random.nextBoolean() ? zone.getRules().nextTransition(any) : null;
    return change == null ? any : around(change.getInstant());
  }

  private Instant around(Instant moment) {
    return moment.plusSeconds(random.nextInt(-86_400, 86_400) / (random.nextBoolean() ? 1 : 12));
  }

  /// Times within two hours before a moment, ascending.
  List<Instant> timesBefore(Instant moment) {
    return IntStream.range(0, random.nextInt(8))
        .mapToObj(i -> moment.minusSeconds(random.nextInt(7_200)))
        .sorted()
        .toList();
  }

  /// A moment within a day and a half before another; null half of the time.
  @Nullable Instant momentBefore(Instant moment) {
    return random.nextBoolean() ? null : moment.minusSeconds(random.nextInt(130_000));
  }

  boolean oneIn(int number) {
    return random.nextInt(number) == 0;
  }
}
