package org.vigie.admin.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.operations.OperationsReport.MeasuredValue;

/// What was measured in the last six hours, in slots of a minute. A slot keeps its largest value,
/// so that a short peak shows. Not thread-safe.
final class MeasuredHistory {
  /// How far back it goes.
  static final Duration LENGTH = Duration.ofHours(6);

  /// The maximum number of slots.
  static final int MAX_POINTS = 360;

  private static final long SLOT_SECONDS = LENGTH.toSeconds() / MAX_POINTS;

  private final Deque<Slot> slots = new ArrayDeque<>();

  private record Slot(long number, Instant at, @Nullable Double value) {
    Slot merge(Instant later, @Nullable Double other) {
      Double largest =
          value == null ? other : other == null ? value : Double.valueOf(Math.max(value, other));
      return new Slot(number, later, largest);
    }
  }

  /// Adds a measurement, no earlier than those before. A clock that was put back begins anew.
  void add(Instant at, @Nullable Double value) {
    long number = Math.floorDiv(at.getEpochSecond(), SLOT_SECONDS);
    if (!slots.isEmpty() && slots.getLast().number() > number) {
      slots.clear();
    }
    if (!slots.isEmpty() && slots.getLast().number() == number) {
      slots.addLast(slots.removeLast().merge(at, value));
    } else {
      slots.addLast(new Slot(number, at, value));
    }
    while (slots.getFirst().number() <= number - MAX_POINTS) {
      slots.removeFirst();
    }
  }

  /// Returns whether nothing was measured in the last six hours.
  boolean isOver(Instant now) {
    return slots.isEmpty() || slots.getLast().at().isBefore(now.minus(LENGTH));
  }

  /// The points, the oldest first.
  List<MeasuredValue> toList() {
    List<MeasuredValue> points = new ArrayList<>();
    slots.forEach(slot -> points.add(new MeasuredValue(slot.at(), slot.value())));
    return points;
  }
}
