package org.vigie.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicScan;

/// The stories that Kafka keeps. A story without a topic is known only by its alerts. Thread-safe.
public final class Stories {
  private final KafkaConnection connection;
  private final ItemArchive archive;
  private final AlertLog log;

  Stories(KafkaConnection connection, ItemArchive archive, AlertLog log) {
    this.connection = connection;
    this.archive = archive;
    this.log = log;
  }

  /// A story and its articles.
  ///
  /// @param id of the story
  /// @param complete false if only the articles that alerted are known
  /// @param articles in the order in which they could be read
  public record StoryDetails(String id, boolean complete, List<StoryArticle> articles) {
    /// Copies the list.
    public StoryDetails {
      articles = List.copyOf(articles);
    }
  }

  /// An article of a story.
  ///
  /// @param item the id of the article
  /// @param outlet the display name of its outlet
  /// @param url null if it has none
  /// @param versions in the order in which they could be read; never empty
  public record StoryArticle(
      String item, String outlet, @Nullable String url, List<ArticleVersion> versions) {
    /// Copies the list.
    public StoryArticle {
      versions = List.copyOf(versions);
    }
  }

  /// A version of an article.
  ///
  /// @param version its hash
  /// @param headline may be empty
  /// @param seen when it could first be read
  public record ArticleVersion(String version, String headline, Instant seen) {}

  /// A story with its articles, from the archive.
  ///
  /// @param id of the story or of an alert of it, or the first letters of one
  /// @throws AdminException.NotFound if there is no such story or alert
  /// @throws AdminException.Conflict if several begin with it
  public StoryDetails show(String id) {
    Map<String, Story> stories = readStories();
    List<Alert> alerts = log.readAll();
    String found = findStory(id, stories.keySet(), alerts);
    Story story = stories.get(found);
    Set<String> members = new TreeSet<>(Set.of(found));
    if (story != null) {
      story.members().forEach(member -> members.add(member.item()));
    }
    alerts.stream()
        .filter(alert -> alert.story().equals(found))
        .forEach(alert -> members.add(alert.item()));
    return new StoryDetails(found, story != null, readArticles(members));
  }

  private static String findStory(String id, Collection<String> stories, Collection<Alert> alerts) {
    Set<String> found = findByPrefix(id, alerts);
    String wanted = id.toLowerCase(Locale.ROOT);
    stories.stream().filter(story -> story.startsWith(wanted)).forEach(found::add);
    if (id.isBlank() || found.isEmpty()) {
      throw new AdminException.NotFound("there is no story or alert '" + id + "'");
    }
    return requireSingle(id, found);
  }

  /// The stories of the alerts that are meant by an id or its first letters, which may be those of
  /// an alert or of a story.
  static Set<String> findByPrefix(String id, Collection<Alert> alerts) {
    String wanted = id.toLowerCase(Locale.ROOT);
    return alerts.stream()
        .filter(alert -> alert.id().startsWith(wanted) || alert.story().startsWith(wanted))
        .map(Alert::story)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// @throws AdminException.Conflict if there are several
  static String requireSingle(String id, Set<String> found) {
    if (found.size() > 1) {
      throw new AdminException.Conflict(
          "several stories or alerts begin with '" + id + "'; give more letters");
    }
    return found.iterator().next();
  }

  private List<StoryArticle> readArticles(Set<String> members) {
    Map<String, List<Item>> versions = new HashMap<>();
    archive.readItems(
        item -> {
          if (members.contains(item.id())) {
            versions.computeIfAbsent(item.id(), unused -> new ArrayList<>()).add(item);
          }
        });
    versions.values().forEach(list -> list.sort(Comparator.comparing(Item::seen)));
    return versions.values().stream()
        .sorted(Comparator.comparing(list -> list.getFirst().seen()))
        .map(Stories::describe)
        .toList();
  }

  private static StoryArticle describe(List<Item> versions) {
    Item newest = versions.getLast();
    return new StoryArticle(
        newest.id(),
        newest.outlet().name(),
        newest.content().url(),
        versions.stream()
            .map(one -> new ArticleVersion(one.version(), one.content().headline(), one.seen()))
            .toList());
  }

  /// The story of each of these articles that is in one with a topic, by the id of the article.
  Map<String, String> readMemberships(Set<String> items) {
    Map<String, String> memberships = new HashMap<>();
    KafkaCall.run(
        () ->
            scan()
                .read(
                    record -> {
                      Story story = record.value();
                      if (story == null) {
                        memberships.values().removeIf(record.key()::equals);
                      } else {
                        story.members().stream()
                            .map(Story.Member::item)
                            .filter(items::contains)
                            .forEach(item -> memberships.put(item, story.id()));
                      }
                    }));
    return memberships;
  }

  private Map<String, Story> readStories() {
    return KafkaCall.execute(() -> scan().latest());
  }

  private TopicScan<Story> scan() {
    return TopicScan.of(connection, Catalogue.live().stories()).onUnreadable(letter -> {});
  }
}
