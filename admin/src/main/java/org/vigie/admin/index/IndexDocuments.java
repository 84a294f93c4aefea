package org.vigie.admin.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.lucene.LuceneText;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Alert;
import org.vigie.model.Content;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.model.TextTruncation;
import org.vigie.wire.Json;

/// Makes documents of records. Thread-safe.
final class IndexDocuments {
  /// How much of a summary and of a body is kept, in UTF-16 units. What is beyond is neither found
  /// nor decided on: what is found by words must show them.
  private static final int MAX_KEPT = 20_000;

  /// How much of a summary is shown, in UTF-16 units.
  static final int MAX_SHOWN = 2_000;

  /// How many articles of a story are found by their headlines: the newest.
  private static final int MAX_HEADLINES = 50;

  private final TextAnalyser analyser;

  IndexDocuments(TextAnalyser analyser) {
    this.analyser = analyser;
  }

  /// A version of an article as it is kept.
  ///
  /// @param item the whole without what is beyond [#MAX_KEPT]
  /// @param record its JSON
  record KeptItem(Item item, byte[] record) {
    static KeptItem of(Item whole) {
      Item item = shorten(whole);
      return new KeptItem(item, Json.toBytes(item));
    }
  }

  /// The newest version of an article, with the topics that the topic packs of this process find.
  Document createArticle(KeptItem kept) {
    Item item = kept.item();
    AnalysedItem analysed = analyser.analyse(item.content(), item.outlet());
    Document document =
        IndexFields.createDocument(
            IndexFields.ARTICLE, item.id(), item.seen().toEpochMilli(), kept.record());
    document.add(LuceneText.createWords(analysed.text().passages()));
    LuceneText.addFindings(document, analysed.findings().topics(), analysed.findings().countries());
    document.add(LuceneText.createOutlet(item.outlet().id()));
    analysed
        .findings()
        .topics()
        .forEach(one -> IndexFields.addCounted(document, IndexFields.TOPIC_VALUES, one.topic()));
    analysed
        .findings()
        .countries()
        .forEach(one -> IndexFields.addCounted(document, IndexFields.COUNTRY_VALUES, one.code()));
    IndexFields.addCounted(
        document,
        IndexFields.OUTLET_VALUES,
        item.outlet().id() + IndexFields.JOIN + item.outlet().name());
    return document;
  }

  /// A version of an article.
  static Document createVersion(KeptItem kept) {
    Item item = kept.item();
    Document document =
        IndexFields.createDocument(
            IndexFields.VERSION, versionId(item), item.seen().toEpochMilli(), kept.record());
    IndexFields.addTerm(document, IndexFields.ITEM, item.id());
    return document;
  }

  /// A decision; without its item, which its version has.
  static Document createDecision(DecisionRecord.Decision decision) {
    Document document =
        IndexFields.createDocument(
            IndexFields.DECISION,
            versionId(decision.item()),
            decision.decided().toEpochMilli(),
            Json.toBytes(KeptDecision.of(decision)));
    IndexFields.addTerm(document, IndexFields.ITEM, decision.item().id());
    return document;
  }

  /// The name of a version.
  static String versionId(Item item) {
    return item.id() + "/" + item.version();
  }

  /// A story, found by the headlines of its newest articles.
  static Document createStory(Story story) {
    Document document =
        IndexFields.createDocument(
            IndexFields.STORY, story.id(), updated(story).toEpochMilli(), Json.toBytes(story));
    document.add(LuceneText.createWords(headlines(story)));
    LuceneText.addFindings(document, story.topics(), story.countries());
    story.outlets().forEach(outlet -> document.add(LuceneText.createOutlet(outlet)));
    story
        .members()
        .forEach(member -> IndexFields.addTerm(document, IndexFields.ITEM, member.item()));
    return document;
  }

  /// When the newest article of a story could be read.
  static Instant updated(Story story) {
    return story.members().stream().map(Story.Member::seen).max(Instant::compareTo).orElseThrow();
  }

  private static List<Passage> headlines(Story story) {
    List<Passage> passages = new ArrayList<>();
    List<Story.Member> members = story.members();
    for (Story.Member member :
        members.subList(Math.max(0, members.size() - MAX_HEADLINES), members.size())) {
      passages.addAll(new TokenizedText(Content.of(member.title(), "")).passages());
    }
    return passages;
  }

  /// An alert.
  static Document createAlert(Alert alert) {
    Document document =
        IndexFields.createDocument(
            IndexFields.ALERT,
            alert.id() + "/" + alert.seq(),
            alert.timeline().decided().toEpochMilli(),
            Json.toBytes(alert));
    IndexFields.addTerm(document, IndexFields.ITEM, alert.item());
    IndexFields.addTerm(document, IndexFields.ALERTED_STORY, alert.story());
    IndexFields.addTerm(document, IndexFields.SUBSCRIPTION, alert.subscription());
    LuceneText.addFindings(document, alert.topics(), List.of());
    return document;
  }

  private static Item shorten(Item item) {
    Content content = item.content();
    String body = content.body();
    return new Item(
        item.id(),
        item.version(),
        List.of(),
        item.outlet(),
        item.feed(),
        item.origin(),
        new Content(
            content.title(),
            TextTruncation.cut(content.summary(), MAX_KEPT),
            body == null ? null : TextTruncation.cut(body, MAX_KEPT),
            content.url(),
            content.author(),
            content.published(),
            content.updated(),
            // By these, too, the form of an article is found.
            content.categories()),
        item.seen(),
        item.undated(),
        item.fetched(),
        item.run(),
        item.livePage());
  }
}
