package org.vigie.console.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.vigie.analysis.TextAnalyser;
import org.vigie.model.Classification;
import org.vigie.model.Content;
import org.vigie.model.CountryMatch;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.Outlet;
import org.vigie.model.Story;
import org.vigie.model.TopicMatch;

/// The invented stories of `stories.txt`, classified by the bundled topic packs.
final class SampleStories {
  private static final int MANY = 40;

  private final TextAnalyser analyser;
  private final Instant now;
  private final List<Item> items = new ArrayList<>();
  private final Map<String, Story> stories = new LinkedHashMap<>();

  private SampleStories(TextAnalyser analyser, Instant now) {
    this.analyser = analyser;
    this.now = now;
  }

  /// Reads the file.
  ///
  /// @param now from which ages are counted
  static SampleStories read(TextAnalyser analyser, Instant now) {
    SampleStories read = new SampleStories(analyser, now);
    for (String block : readFile().split("\n\n")) {
      if (!block.startsWith("#")) {
        read.addStory(List.of(block.strip().split("\n")));
      }
    }
    return read;
  }

  private static String readFile() {
    try (InputStream in =
        Objects.requireNonNull(SampleStories.class.getResourceAsStream("stories.txt"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All versions of all articles, in no order.
  List<Item> items() {
    return items;
  }

  /// The id of the story of this name.
  static String id(String name) {
    return Identity.itemId(Outlet.named("Vigie"), name);
  }

  /// By their names.
  Map<String, Story> stories() {
    return stories;
  }

  private void addStory(List<String> lines) {
    String name = lines.getFirst();
    List<Item> newest = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("=")) {
        newest.add(addArticle(newest.removeLast().id(), line.substring(1)));
      } else if (line.contains("| *")) {
        newest.addAll(addCopies(name, line));
      } else {
        newest.add(addArticle(name + "-" + newest.size(), line));
      }
    }
    stories.put(name, createStory(analyser, id(name), 1, newest));
  }

  private List<Item> addCopies(String name, String line) {
    List<Item> copies = new ArrayList<>();
    for (int i = 1; i <= MANY; i++) {
      copies.add(
          addArticle(
              name + "-copy-" + i, line.replace("*" + MANY, "Le Journal de la ville nº " + i)));
    }
    return copies;
  }

  private Item addArticle(String id, String line) {
    String[] parts = line.strip().split(" \\| ");
    Instant seen = now.minus(Duration.ofMinutes(Long.parseLong(parts[0].strip())));
    Item item = createItem(id, parts[1], seen, parts[2], parts[3]);
    items.add(item);
    return item;
  }

  /// An article of an invented outlet.
  static Item createItem(String id, String outlet, Instant seen, String title, String summary) {
    Outlet publisher = Outlet.named(outlet);
    Content content =
        Content.of(title, summary)
            .withUrl("https://" + publisher.id() + ".example/articles/" + id)
            .withPublished(seen);
    return Item.live(id, Identity.contentVersion(content), publisher, content, seen);
  }

  /// A story of these articles, with what is found in them.
  static Story createStory(TextAnalyser analyser, String id, int version, List<Item> articles) {
    Map<String, TopicMatch> topics = new LinkedHashMap<>();
    List<CountryMatch> countries = List.of();
    List<Story.Member> members = new ArrayList<>();
    for (Item item : articles) {
      Classification found = analyser.analyse(item.content(), item.outlet()).findings();
      found.topics().forEach(topic -> topics.put(topic.topic(), topic));
      countries = found.countries();
      members.add(createMember(item, found));
    }
    return new Story(id, version, members, List.copyOf(topics.values()), countries);
  }

  private static Story.Member createMember(Item item, Classification found) {
    return Story.Member.of(
        item, item.outlet().id(), found.topics().stream().map(TopicMatch::topic).toList());
  }
}
