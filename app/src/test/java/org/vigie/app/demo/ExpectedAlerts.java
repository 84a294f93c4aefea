package org.vigie.app.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.ToldSteps;
import org.vigie.analysis.story.StoryAssigner;
import org.vigie.analysis.story.StoryState;
import org.vigie.app.demo.SampleItem.ItemState;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Audience;
import org.vigie.model.Classification;
import org.vigie.model.Content;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Item;
import org.vigie.model.TopicMatch;

/// The alerts that a complete run of the sample must raise: for every item that appears during the
/// run, each topic that any of its versions has, once; of several items in one story, one is
/// enough.
final class ExpectedAlerts {
  private static final TextAnalyser ANALYSER = TextAnalyser.bundled();
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /// The address of an item → the addresses of all items that may be in one story with it, itself
  /// included.
  private final Map<String, Set<String>> together = new HashMap<>();

  /// `subscription address` of every item that matches → what its versions say.
  private final Map<String, List<Classification>> matches = new TreeMap<>();

  private ExpectedAlerts() {}

  static ExpectedAlerts createForSample() {
    ExpectedAlerts expected = new ExpectedAlerts();
    List<ItemOfOutlet> shown = new ArrayList<>();
    for (SampleOutlet outlet : SamplePress.readBundled().outlets()) {
      outlet.items().forEach(item -> shown.add(new ItemOfOutlet(outlet, item)));
    }
    expected.findMatches(shown);
    Comparator<ItemOfOutlet> byTime = Comparator.comparing(ItemOfOutlet::second);
    // The order in which outlets are polled first is random, and so is the founder of a story.
    expected.findStories(shown.stream().sorted(byTime).toList());
    expected.findStories(shown.stream().sorted(byTime.reversed()).toList());
    expected.findStories(shown.reversed().stream().sorted(byTime).toList());
    return expected;
  }

  private record ItemOfOutlet(SampleOutlet outlet, SampleItem item) {
    int second() {
      Integer at = item.at();
      return at == null ? 0 : at;
    }

    String link() {
      return outlet.createLink(item);
    }

    List<ItemState> states() {
      return IntStream.rangeClosed(0, SamplePress.DURATION_SECONDS)
          .mapToObj(item::findState)
          .filter(state -> state != null)
          .distinct()
          .toList();
    }
  }

  private void findMatches(List<ItemOfOutlet> shown) {
    for (ItemOfOutlet each : shown) {
      if (!each.item().isBaseline()) {
        each.states().forEach(state -> addMatches(each, state));
      }
    }
  }

  private void addMatches(ItemOfOutlet shown, ItemState state) {
    Content content = Content.of(state.title(), state.summary()).withUrl(shown.link());
    Classification findings = ANALYSER.analyse(content, shown.outlet().toOutlet()).findings();
    if (!ArticleForm.USUAL.contains(findings.form().form())) {
      return;
    }
    findings.topics().stream()
        .map(TopicMatch::topic)
        .forEach(
            topic ->
                matches
                    .computeIfAbsent("demo-" + topic + " " + shown.link(), m -> new ArrayList<>())
                    .add(findings));
  }

  private void findStories(List<ItemOfOutlet> order) {
    StoryAssigner stories = new StoryAssigner(StoryState.inMaps());
    Map<String, Set<String>> members = new HashMap<>();
    for (ItemOfOutlet shown : order) {
      for (ItemState state : shown.states()) {
        String story = stories.assignStory(createDecision(shown, state)).story().id();
        members.computeIfAbsent(story, id -> new HashSet<>()).add(shown.link());
      }
    }
    for (Set<String> links : members.values()) {
      links.forEach(link -> together.computeIfAbsent(link, l -> new HashSet<>()).addAll(links));
    }
  }

  private static DecisionRecord.Decision createDecision(ItemOfOutlet shown, ItemState state) {
    Item item =
        Item.live(
                shown.link(),
                "v",
                shown.outlet().toOutlet(),
                Content.of(state.title(), state.summary()),
                BEGIN.plusSeconds(shown.second()))
            .withFetched(BEGIN);
    Classification none = new Classification(List.of(), List.of(), List.of(), "none");
    return new DecisionRecord.Decision(item, none, Audience.SUBSCRIBERS, BEGIN);
  }

  /// `subscription address` of every item that matches.
  Set<String> matches() {
    return matches.keySet();
  }

  /// The matches that have neither an alert of their own nor one of an item in the same story, and
  /// of which no alert of another story has told the same.
  List<String> findMissing(Iterable<Alert> alerts) {
    Set<String> alerted = new HashSet<>();
    ToldSteps told = ToldSteps.inMap();
    for (Alert alert : alerts) {
      told.addAlert(alert);
      String url = String.valueOf(alert.url());
      together
          .getOrDefault(url, Set.of(url))
          .forEach(link -> alerted.add(alert.subscription() + " " + link));
    }
    return matches.keySet().stream()
        .filter(match -> !alerted.contains(match) && !isRepeat(match, told))
        .toList();
  }

  private boolean isRepeat(String match, ToldSteps told) {
    String subscription = match.substring(0, match.indexOf(' '));
    return matches.getOrDefault(match, List.of()).stream()
        .anyMatch(
            findings ->
                findings.topics().stream()
                    .filter(topic -> subscription.equals("demo-" + topic.topic()))
                    .filter(topic -> ANALYSER.findRepeat(topic.topic()) != null)
                    .anyMatch(topic -> told.isRepeat(subscription, topic, findings, BEGIN)));
  }
}
