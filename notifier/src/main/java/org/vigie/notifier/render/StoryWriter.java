package org.vigie.notifier.render;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Language;
import org.vigie.model.PhaseMatch;
import org.vigie.model.SafeText;
import org.vigie.model.TopicMatch;
import org.vigie.model.TopicNames;
import org.vigie.model.WebAddress;

/// Writes what a message says about one story. Immutable.
///
/// @param language of the reader
/// @param zone of the reader
/// @param names name the topics of alerts that carry no names
record StoryWriter(Language language, ZoneId zone, TopicNames names) {
  /// Length of a shortened id; enough to distinguish some thousand.
  private static final int SHORT_ID_LENGTH = 8;

  /// A name or label of foreign origin is cut at this length.
  private static final int MAX_NAME_LENGTH = 80;

  private static final int MAX_OUTLETS = 3;
  private static final int MAX_COUNTRIES = 6;

  Phrases phrases() {
    return Phrases.in(language);
  }

  /// @param alerts those of one story, oldest first: the last one says how it stands, all together
  ///     what has changed
  /// @param shared whether several subscriptions get the message, so that the id of an alert, which
  ///     is of one of them, cannot name the story
  StoryView write(List<Alert> alerts, boolean shared) {
    Alert last = alerts.getLast();
    EvidenceText evidence = new EvidenceText(last, phrases());
    MarkedText headline = evidence.headline();
    return new StoryView(
        shorten(shared ? last.story() : last.id()),
        headline,
        readAddress(last.url()),
        new ChangeText(alerts, this).describe(),
        describePrevious(alerts, headline),
        describeTopics(last),
        describeOutlets(last),
        describeCountries(last),
        describeTime(last),
        evidence.excerpt(),
        phrases().form(last.source().livePage() ? ArticleForm.LIVE : last.form()));
  }

  private static String shorten(String id) {
    String safe = SafeText.toLine(id);
    return safe.substring(0, Math.min(SHORT_ID_LENGTH, safe.length()));
  }

  /// An address that a reader may open; null for a text that is none.
  private static @Nullable String readAddress(@Nullable String written) {
    String address = Objects.toString(WebAddress.find(written), null);
    int fragment = written == null ? -1 : written.indexOf('#');
    return address == null || fragment < 0
        ? address
        : address + WebAddress.escape(SafeText.toLine(written.substring(fragment)));
  }

  private String describePrevious(List<Alert> alerts, MarkedText headline) {
    String previous = Objects.requireNonNullElse(alerts.getFirst().previousHeadline(), "");
    String safe = SafeText.toLine(previous);
    return safe.equals(headline.text()) ? "" : safe;
  }

  private List<TopicView> describeTopics(Alert alert) {
    List<TopicView> topics =
        alert.topics().isEmpty()
            ? alert.withdrawnTopics().stream()
                .map(topic -> new TopicView(topic, nameTopic(alert, topic), ""))
                .toList()
            : alert.topics().stream().map(match -> describeTopic(alert, match)).toList();
    return topics.isEmpty() ? List.of(new TopicView("", phrases().query(), "")) : topics;
  }

  private TopicView describeTopic(Alert alert, TopicMatch match) {
    PhaseMatch phase = match.phase();
    return new TopicView(
        match.topic(),
        nameTopic(alert, match.topic()),
        phase == null ? "" : clean(phase.findName(language)));
  }

  /// The name that the alert carries, or that of the topic packs of now.
  String nameTopic(Alert alert, String topic) {
    Map<String, String> labels = alert.findings().topicLabels().getOrDefault(topic, Map.of());
    String carried = labels.getOrDefault(language.toString(), "");
    return clean(carried.isBlank() ? names.findName(topic, language) : carried);
  }

  /// The outlet of the article first.
  private String describeOutlets(Alert alert) {
    Alert.Coverage coverage = alert.coverage();
    List<String> others =
        IntStream.range(0, coverage.outlets().size())
            .filter(i -> !coverage.outlets().get(i).equals(alert.outlet()))
            .mapToObj(i -> coverage.outletNames().get(i))
            .toList();
    return phrases()
        .joinFirst(
            Stream.concat(Stream.of(alert.outletName()), others.stream())
                .map(StoryWriter::clean)
                .toList(),
            MAX_OUTLETS);
  }

  private String describeCountries(Alert alert) {
    List<String> names = new ArrayList<>();
    for (String code : alert.countries()) {
      names.add(clean(nameCountry(code)));
    }
    return names.isEmpty() ? "" : phrases().joinFirst(names, MAX_COUNTRIES);
  }

  private String nameCountry(String code) {
    return code.matches("[A-Z]{2}")
        ? Locale.of("", code).getDisplayCountry(phrases().locale())
        : code;
  }

  private String describeTime(Alert alert) {
    Alert.Timeline times = alert.timeline();
    Instant published = times.published();
    return new PublicationTime(phrases(), zone)
        .format(published == null ? times.seen() : published);
  }

  static String clean(String name) {
    return SafeText.toLine(name, MAX_NAME_LENGTH);
  }
}
