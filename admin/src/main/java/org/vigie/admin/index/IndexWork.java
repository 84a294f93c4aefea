package org.vigie.admin.index;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Alert;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaTopic;

/// Writes the records of Kafka into the index and remembers what is new in them. For one thread.
final class IndexWork {
  /// As long as Kafka keeps alerts; what it has deleted an index built anew would not have.
  private static final Duration KEPT = Duration.ofDays(30);

  /// Stories whose article never comes are not waited for any longer when there are so many.
  private static final int MAX_CHANGED = 1_000;

  private static final Logger log = LoggerFactory.getLogger(IndexWork.class);

  private final Catalogue catalogue;
  private final IndexDocuments documents;
  private final IndexWriter writer;
  private final Map<String, Story> changedStories =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Story> eldest) {
          return size() > MAX_CHANGED;
        }
      };
  private final Map<String, Alert> newAlerts = new LinkedHashMap<>();

  IndexWork(Catalogue catalogue, IndexDocuments documents, IndexWriter writer) {
    this.catalogue = catalogue;
    this.documents = documents;
    this.writer = writer;
  }

  /// Writes a record. One that cannot be decoded is left out: its reader in the pipeline makes it a
  /// dead letter. So is one that the index refuses, such as a name longer than its terms may be.
  void write(ConsumerRecord<byte[], byte[]> record) throws IOException {
    try {
      writeDecoded(record);
    } catch (SerializationException | IllegalArgumentException | StackOverflowError e) {
      log.info(
          "{}-{} offset {} is not indexed", record.topic(), record.partition(), record.offset(), e);
    }
  }

  private void writeDecoded(ConsumerRecord<byte[], byte[]> record) throws IOException {
    String topic = record.topic();
    if (topic.equals(catalogue.items().name())) {
      writeItem(decode(catalogue.items(), record));
    } else if (topic.equals(catalogue.decided().name())) {
      if (decode(catalogue.decided(), record) instanceof DecisionRecord.Decision decision) {
        put(
            IndexFields.DECISION,
            IndexDocuments.versionId(decision.item()),
            IndexDocuments.createDecision(decision));
      }
    } else if (topic.equals(catalogue.stories().name())) {
      writeStory(record);
    } else if (topic.equals(catalogue.alerts().name())) {
      writeAlert(decode(catalogue.alerts(), record));
    }
  }

  private static <V> V decode(KafkaTopic<V> topic, ConsumerRecord<byte[], byte[]> record) {
    V value = topic.decode(record).value();
    if (value == null) {
      throw new SerializationException("a tombstone, where there is none");
    }
    return value;
  }

  private void writeItem(Item item) throws IOException {
    IndexDocuments.KeptItem kept = IndexDocuments.KeptItem.of(item);
    put(IndexFields.VERSION, IndexDocuments.versionId(item), IndexDocuments.createVersion(kept));
    put(IndexFields.ARTICLE, item.id(), analyse(kept));
  }

  /// Whatever a text does to the analysis, it costs that article alone.
  private Document analyse(IndexDocuments.KeptItem kept) {
    try {
      return documents.createArticle(kept);
    } catch (RuntimeException | StackOverflowError e) {
      throw new SerializationException("article " + kept.item().id(), e);
    }
  }

  private void writeStory(ConsumerRecord<byte[], byte[]> record) throws IOException {
    var read = catalogue.stories().decode(record);
    Story story = read.value();
    if (story == null) {
      changedStories.remove(read.key());
      writer.deleteDocuments(IndexFields.key(IndexFields.STORY, read.key()));
    } else {
      put(IndexFields.STORY, story.id(), IndexDocuments.createStory(story));
      changedStories.remove(story.id());
      changedStories.put(story.id(), story);
    }
  }

  private void writeAlert(Alert alert) throws IOException {
    String id = alert.id() + "/" + alert.seq();
    put(IndexFields.ALERT, id, IndexDocuments.createAlert(alert));
    newAlerts.put(id, alert);
  }

  private void put(String kind, String id, Document document) throws IOException {
    writer.updateDocument(IndexFields.key(kind, id), document);
  }

  /// Deletes what Kafka no longer keeps.
  void deleteExpired(InstantSource clock) throws IOException {
    Instant oldest = clock.instant().minus(KEPT);
    writer.deleteDocuments(
        new BooleanQuery.Builder()
            .add(
                new BooleanQuery.Builder()
                    .add(DocumentQueries.kind(IndexFields.ALERT), Occur.SHOULD)
                    .add(DocumentQueries.kind(IndexFields.DECISION), Occur.SHOULD)
                    .build(),
                Occur.FILTER)
            .add(DocumentQueries.within(null, oldest), Occur.FILTER)
            .build());
  }

  /// Forgets what is new.
  void forgetNews() {
    changedStories.clear();
    newAlerts.clear();
  }

  /// Hands over what has come since the last time. A story is handed over again if its article was
  /// not there yet.
  void tellNews(Teller teller) {
    newAlerts.values().forEach(teller.alerts());
    newAlerts.clear();
    changedStories.values().removeIf(teller.stories()::test);
  }

  /// Who is told.
  ///
  /// @param stories returns false if the story is to be told again
  /// @param gap runs if some were left out
  record Teller(Predicate<Story> stories, Consumer<Alert> alerts, Runnable gap) {}
}
