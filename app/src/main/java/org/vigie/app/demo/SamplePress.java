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
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Subscription;
import org.vigie.model.Urgency;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The bundled sample outlets, and everything that they publish in the half minute of the sample.
///
/// @param outlets in a stable order
public record SamplePress(List<SampleOutlet> outlets) {
  /// The length of the sample in seconds; nothing appears after it.
  public static final int DURATION_SECONDS = 30;

  /// The least duration of a state of a feed, in seconds, so that polls each second miss none.
  static final int MIN_STATE_SECONDS = 4;

  /// The whole demo is shorter than a cool-down, in which its updates would not be seen.
  private static final NotificationTiming WITHOUT_COOL_DOWN =
      new NotificationTiming(
          NotificationTiming.DEFAULT_ZONE, null, List.of(), null, Urgency.NONE, 0, null);

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

  private static final List<String> TOPIC_IDS =
      List.of("ceasefire", "summit", "sanctions", "coalition");

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /// Checks the addresses.
  ///
  /// @throws IllegalArgumentException if two feeds have the same address
  public SamplePress {
    outlets = List.copyOf(outlets);
    Set<String> addresses = new HashSet<>();
    for (SampleOutlet outlet : outlets) {
      for (SampleFeed feed : outlet.feeds()) {
        if (!addresses.add(outlet.createAddress(feed))) {
          throw new IllegalArgumentException("two feeds at " + outlet.createAddress(feed));
        }
      }
    }
  }

  /// Reads the bundled outlets.
  public static SamplePress readBundled() {
    return new SamplePress(BUNDLED.stream().map(SamplePress::readOutlet).toList());
  }

  /// The feeds to poll, each with an interval of a second.
  public List<Feed> createFeeds() {
    return outlets.stream().flatMap(outlet -> outlet.createFeeds().stream()).toList();
  }

  /// The subscriptions to the sample: one per topic, with the same ids and versions in every run.
  /// They are in English as all that the demo says.
  public static List<Subscription> createSubscriptions() {
    return TOPIC_IDS.stream().map(SamplePress::createSubscription).toList();
  }

  private static Subscription createSubscription(String topic) {
    return Subscription.builder("demo-" + topic, Instant.EPOCH)
        .language(Language.EN)
        .topics(List.of(topic))
        .rule(NotificationRule.AT_ONCE.withTiming(WITHOUT_COOL_DOWN))
        .channels(List.of(Channel.CONSOLE))
        .build();
  }

  /// The number of articles.
  public int countItems() {
    return outlets.stream().mapToInt(outlet -> outlet.items().size()).sum();
  }

  private static SampleOutlet readOutlet(String name) {
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
