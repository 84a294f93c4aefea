package org.vigie.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigie.model.Channel;
import org.vigie.model.Feed;
import org.vigie.model.Subscription;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The invented outlets that come with Vigie, and all that they publish in [#SECONDS] seconds.
///
/// @param outlets in a stable order
public record SamplePress(List<SampleOutlet> outlets) {
  /// After so many seconds nothing more appears.
  public static final int SECONDS = 30;

  /// Every state of a feed stays at least so many seconds, so that a poll each second misses none.
  static final int SHORTEST_STATE = 4;

  private static final List<String> BUNDLED =
      List.of(
          "agence-boreale",
          "le-courrier-des-quais",
          "la-gazette-du-ponant",
          "radio-grand-large",
          "l-echo-des-cimes",
          "sentinelle-du-sahel",
          "le-fil-du-levant",
          "le-matin-des-plaines");

  private static final List<String> TOPICS =
      List.of("ceasefire", "summit", "sanctions", "coalition");

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /// Refuses two feeds at one address.
  public SamplePress {
    outlets = List.copyOf(outlets);
    Set<String> addresses = new HashSet<>();
    for (SampleOutlet outlet : outlets) {
      for (SampleFeed feed : outlet.feeds()) {
        if (!addresses.add(outlet.address(feed))) {
          throw new IllegalArgumentException("two feeds at " + outlet.address(feed));
        }
      }
    }
  }

  /// Reads the bundled press.
  public static SamplePress bundled() {
    return new SamplePress(BUNDLED.stream().map(SamplePress::read).toList());
  }

  /// What to poll, every second.
  public List<Feed> feeds() {
    return outlets.stream().flatMap(outlet -> outlet.wishes().stream()).toList();
  }

  /// Who asks for its news: one subscription a topic, the same ids and versions in every run.
  public static List<Subscription> subscriptions() {
    return TOPICS.stream().map(SamplePress::subscription).toList();
  }

  private static Subscription subscription(String topic) {
    return new Subscription(
        "demo-" + topic,
        1,
        Subscription.State.ACTIVE,
        null,
        List.of(topic),
        null,
        List.of(Channel.CONSOLE),
        Instant.EPOCH);
  }

  /// How many different articles it holds.
  public int items() {
    return outlets.stream().mapToInt(outlet -> outlet.items().size()).sum();
  }

  private static SampleOutlet read(String name) {
    String file = name + ".yaml";
    try (InputStream in = SamplePress.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the sample " + file + " is not on the class path");
      }
      return YAML.readValue(in, SampleOutlet.class);
    } catch (JacksonException e) {
      throw new IllegalStateException("sample " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("sample " + file, e);
    }
  }
}
