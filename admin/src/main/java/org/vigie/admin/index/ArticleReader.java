package org.vigie.admin.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Alert;
import org.vigie.model.Classification;
import org.vigie.model.CountryMatch;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.model.Subscription;
import org.vigie.model.TopicMatch;

/// Shows articles: what they say, and what speaks for their topics. Thread-safe.
final class ArticleReader {
  private static final int MAX_CARD_SUMMARY = Alert.MAX_SUMMARY_LENGTH;

  /// An article that changes at every poll has some hundreds in a day.
  private static final int MAX_VERSIONS = 200;

  /// The same where many articles are shown together.
  private static final int MAX_VERSIONS_OF_MANY = 20;

  private final TextAnalyser analyser;

  ArticleReader(TextAnalyser analyser) {
    this.analyser = analyser;
  }

  /// An article as a list shows it.
  ///
  /// @param found the subscription that it was found by, whose words are marked too; null for none
  ArticleCard createCard(Item item, @Nullable Subscription found) {
    AnalysedItem analysed = analyser.analyse(item.content(), item.outlet());
    Classification findings = analysed.findings();
    ShownText text =
        ShownText.of(
            item.content(),
            MAX_CARD_SUMMARY,
            Stream.concat(
                ShownText.ofTopics(findings.topics()),
                ShownText.ofQuery(
                    found == null ? null : new SubscriptionIndex().explain(found, analysed))));
    return new ArticleCard(
        item.id(),
        item.version(),
        item.outlet(),
        text.headline(),
        text.summary(),
        SafeLink.of(item.content().url()),
        item.seen(),
        item.content().published(),
        listTopics(findings.topics()),
        listCountries(findings.countries()),
        text.marks(),
        item.livePage());
  }

  static List<TopicFound> listTopics(List<TopicMatch> topics) {
    return topics.stream()
        .sorted(Comparator.comparingDouble(TopicMatch::score).reversed())
        .map(TopicFound::of)
        .toList();
  }

  static List<String> listCountries(List<CountryMatch> countries) {
    return countries.stream().map(CountryMatch::code).toList();
  }

  /// An article with its versions.
  ///
  /// @throws AdminException.NotFound if there is no such article
  ArticleHistory createHistory(DocumentSearch search, String id) {
    return createHistory(search, id, MAX_VERSIONS);
  }

  /// @param most how many versions are shown; of more the newest
  private ArticleHistory createHistory(DocumentSearch search, String id, int most) {
    List<Item> versions =
        search.listAll(
            DocumentQueries.withTerm(IndexFields.VERSION, IndexFields.ITEM, id), most, Item.class);
    if (versions.isEmpty()) {
      throw new AdminException.NotFound("article", id);
    }
    Map<String, KeptDecision> decisions = new HashMap<>();
    for (Item version : versions) {
      String name = IndexDocuments.versionId(version);
      KeptDecision decision = search.find(IndexFields.DECISION, name, KeptDecision.class);
      if (decision != null) {
        decisions.put(name, decision);
      }
    }
    Item newest = versions.getLast();
    return new ArticleHistory(
        id,
        newest.outlet(),
        SafeLink.of(newest.content().url()),
        versions.getFirst().origin().toString(),
        newest.content().published(),
        newest.livePage(),
        findStory(search, id),
        versions.stream()
            .map(one -> createVersion(one, decisions.get(IndexDocuments.versionId(one))))
            .toList());
  }

  private static @Nullable String findStory(DocumentSearch search, String item) {
    List<Story> stories =
        search.listAll(
            DocumentQueries.withTerm(IndexFields.STORY, IndexFields.ITEM, item), 1, Story.class);
    return stories.isEmpty() ? null : stories.getFirst().id();
  }

  private ArticleHistory.VersionRead createVersion(Item item, @Nullable KeptDecision decision) {
    Classification findings =
        decision == null
            ? analyser.analyse(item.content(), item.outlet()).findings()
            : decision.findings();
    ShownText text =
        ShownText.of(
            item.content(), IndexDocuments.MAX_SHOWN, ShownText.ofTopics(findings.topics()));
    return new ArticleHistory.VersionRead(
        item.version(),
        text.headline(),
        text.summary(),
        item.seen(),
        item.fetched(),
        new ArticleHistory.VersionDecision(
            decision == null ? null : decision.decided(),
            decision == null ? null : decision.audience().toString(),
            listTopics(findings.topics()),
            text.marks(),
            listCountries(findings.countries()),
            findings.form().form().toString(),
            findings.packs()));
  }

  /// The histories of several articles, in the order in which they could be read; those that the
  /// index does not have (yet) are left out.
  List<ArticleHistory> createHistories(DocumentSearch search, List<String> ids) {
    List<ArticleHistory> histories = new ArrayList<>();
    for (String id : ids) {
      if (search.find(IndexFields.ARTICLE, id, Item.class) != null) {
        histories.add(createHistory(search, id, MAX_VERSIONS_OF_MANY));
      }
    }
    histories.sort(Comparator.comparing(one -> one.versions().getFirst().seen()));
    return histories;
  }
}
