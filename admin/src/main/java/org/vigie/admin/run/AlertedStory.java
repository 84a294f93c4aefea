package org.vigie.admin.run;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.model.Alert;
import org.vigie.model.Story;

/// A story that was alerted to a subscription.
///
/// @param alerts of this story to this subscription, by ascending number
/// @param items the articles that raised them, and all others that are known to be of the story
record AlertedStory(String subscription, String story, List<Alert> alerts, Set<String> items) {
  private record Pair(String subscription, String story) {}

  /// The stories of alerts, in the order of their first alerts.
  ///
  /// @param stories by their ids; those without a topic are not known
  static List<AlertedStory> of(Collection<Alert> alerts, Map<String, Story> stories) {
    Map<Pair, List<Alert>> byPair =
        alerts.stream()
            .sorted(Comparator.comparing(alert -> alert.timeline().decided()))
            .collect(
                Collectors.groupingBy(
                    alert -> new Pair(alert.subscription(), alert.story()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byPair.entrySet().stream()
        .map(entry -> create(entry.getKey(), entry.getValue(), stories))
        .toList();
  }

  private static AlertedStory create(Pair pair, List<Alert> alerts, Map<String, Story> stories) {
    Set<String> items = new HashSet<>();
    alerts.forEach(alert -> items.add(alert.item()));
    Story story = stories.get(pair.story());
    if (story != null) {
      story.members().forEach(member -> items.add(member.item()));
    }
    return new AlertedStory(
        pair.subscription(),
        pair.story(),
        alerts.stream().sorted(Comparator.comparingInt(Alert::seq)).toList(),
        items);
  }

  Alert first() {
    return alerts.getFirst();
  }

  Alert last() {
    return alerts.getLast();
  }

  /// Returns whether an article that raised an alert could first be read within this time.
  boolean isWithin(Instant from, Instant to) {
    return alerts.stream()
        .map(alert -> alert.timeline().seen())
        .anyMatch(seen -> !seen.isBefore(from) && seen.isBefore(to));
  }
}
