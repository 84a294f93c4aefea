package org.vigie.analysis.topic;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An armed conflict of two sides, with the time in which a meeting of them is about their war.
///
/// @param place position in the file
/// @param side shared group of the names of one side
/// @param otherSide shared group of the names of the other side
/// @param from first day
/// @param to last day, null while it goes on
record ArmedConflict(
    YamlNode.YamlPosition place,
    String side,
    String otherSide,
    LocalDate from,
    @Nullable LocalDate to) {
  /// The group that stands for either side of a conflict in phrases.
  static final String BELLIGERENT = "belligerent";

  /// The group that stands for the side opposite to [#BELLIGERENT].
  static final String ENEMY = "enemy";

  private static final Set<String> FILE_KEYS = Set.of("conflicts", "groups");
  private static final Set<String> KEYS = Set.of("from", "sides", "to");

  /// Returns whether it was in force on that day; on an unknown day it was.
  boolean isInForce(@Nullable LocalDate date) {
    return date == null || !date.isBefore(from) && (to == null || !date.isAfter(to));
  }

  /// Reads a file of conflicts and of the groups that name their sides.
  static YamlNode.YamlMapping readFile(String file, String source) {
    return YamlNode.read(file, source).asMapping().requireKnownKeys(FILE_KEYS);
  }

  /// Reads the conflicts of a file by name.
  static Map<String, ArmedConflict> readConflicts(YamlNode.YamlMapping file) {
    Map<String, ArmedConflict> conflicts = new LinkedHashMap<>();
    YamlNode all = file.values().get("conflicts");
    if (all != null) {
      all.asMapping().values().forEach((name, one) -> conflicts.put(name, read(one)));
    }
    return conflicts;
  }

  private static ArmedConflict read(YamlNode node) {
    Map<String, YamlNode> values = node.asMapping().requireKnownKeys(KEYS).values();
    YamlNode sides = values.get("sides");
    YamlNode from = values.get("from");
    YamlNode to = values.get("to");
    if (sides == null || from == null) {
      throw node.place().createException("'sides' and 'from' are needed");
    }
    List<String> names = sides.asList().stream().map(YamlNode::asText).toList();
    if (names.size() != 2) {
      throw sides.place().createException("must be the groups of two sides");
    }
    LocalDate first = readDate(from);
    LocalDate last = to == null ? null : readDate(to);
    if (last != null && last.isBefore(first)) {
      throw node.place().createException("ends before it begins");
    }
    return new ArmedConflict(node.place(), names.getFirst(), names.getLast(), first, last);
  }

  private static LocalDate readDate(YamlNode node) {
    try {
      return LocalDate.parse(node.asText());
    } catch (DateTimeParseException e) {
      throw node.place().createException("must be a date like 2023-04-15");
    }
  }
}
