package org.vigie.admin.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.admin.AdminException;
import org.vigie.analysis.TextAnalyser;
import org.vigie.model.Alert;
import org.vigie.model.Content;
import org.vigie.model.Item;
import org.vigie.model.Outlet;
import org.vigie.model.Story;
import org.vigie.model.TopicMatch;

/// Shows stories. Thread-safe.
final class StoryReader {
  /// Of a story with more articles the newest are shown.
  private static final int MAX_ARTICLES = 100;

  private static final int MAX_ALERTS = 500;

  private final TextAnalyser analyser;
  private final ArticleReader articles;

  StoryReader(TextAnalyser analyser, ArticleReader articles) {
    this.analyser = analyser;
    this.articles = articles;
  }

  /// The article that speaks for a story: its newest one with a topic.
  static Story.Member findHead(Story story) {
    List<Story.Member> newestFirst = story.members().reversed();
    return newestFirst.stream()
        .filter(member -> !member.topics().isEmpty())
        .findFirst()
        .orElse(newestFirst.getFirst());
  }

  /// A story as a list shows it.
  StoryCard createCard(DocumentSearch search, Story story) {
    Story.Member head = findHead(story);
    Item item = search.find(IndexFields.ARTICLE, head.item(), Item.class);
    Content content =
        item == null ? Content.of(head.title(), "").withUrl(head.url()) : item.content();
    ShownText text =
        ShownText.of(
            content,
            Alert.MAX_SUMMARY_LENGTH,
            ShownText.ofTopics(findTopics(story, content, head.outlet())));
    return new StoryCard(
        story.id(),
        story.version(),
        text.headline(),
        text.summary(),
        SafeLink.of(content.url()),
        head.outlet(),
        listOutlets(story),
        story.independentSources().size(),
        story.members().size(),
        story.members().stream().map(Story.Member::seen).min(Instant::compareTo).orElseThrow(),
        IndexDocuments.updated(story),
        ArticleReader.listTopics(story.topics()),
        ArticleReader.listCountries(story.countries()),
        text.marks(),
        item != null && item.livePage());
  }

  /// What speaks in this text for the topics of the story. The evidence that a story keeps is that
  /// of whichever article added a topic.
  private List<TopicMatch> findTopics(Story story, Content content, Outlet outlet) {
    return analyser.analyse(content, outlet).findings().topics().stream()
        .filter(match -> story.topics().stream().anyMatch(one -> one.topic().equals(match.topic())))
        .toList();
  }

  private static List<Outlet> listOutlets(Story story) {
    Map<String, Outlet> outlets = new LinkedHashMap<>();
    story.members().forEach(one -> outlets.putIfAbsent(one.outlet().id(), one.outlet()));
    return List.copyOf(outlets.values());
  }

  /// A story and all that is known of it. A story that has no topic (any longer) is shown as far as
  /// its alerts tell of it.
  ///
  /// @throws AdminException.NotFound if there is no such story
  StoryTimeline createTimeline(DocumentSearch search, String id) {
    List<Alert> alerts =
        search.listAll(
            DocumentQueries.withTerm(IndexFields.ALERT, IndexFields.ALERTED_STORY, id),
            MAX_ALERTS,
            Alert.class);
    Story story = search.find(IndexFields.STORY, id, Story.class);
    if (story == null) {
      story = createOfAlerts(search, id, alerts);
    }
    List<String> items =
        story.members().stream()
            .skip(Math.max(0, story.members().size() - MAX_ARTICLES))
            .map(Story.Member::item)
            .toList();
    return new StoryTimeline(
        createCard(search, story),
        articles.createHistories(search, items),
        alerts.stream().map(AlertNotice::of).toList());
  }

  private static Story createOfAlerts(DocumentSearch search, String id, List<Alert> alerts) {
    Set<String> items = new LinkedHashSet<>(Set.of(id));
    alerts.forEach(alert -> items.add(alert.item()));
    List<Story.Member> members = new ArrayList<>();
    for (String one : items) {
      Item item = search.find(IndexFields.ARTICLE, one, Item.class);
      if (item != null) {
        members.add(Story.Member.of(item, item.outlet().id(), List.of()));
      }
    }
    if (alerts.isEmpty() || members.isEmpty()) {
      throw new AdminException.NotFound("story", id);
    }
    return new Story(id, 1, members, alerts.getLast().topics(), List.of());
  }
}
