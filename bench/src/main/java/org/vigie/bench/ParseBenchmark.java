package org.vigie.bench;

import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.vigie.ingest.feed.FeedDocument;
import org.vigie.ingest.feed.FeedReader;

/// Measures parsing of well-formed feeds into plain text, compared with Rome parsing the same bytes
/// without converting to plain text.
final class ParseBenchmark {
  private static final int DOCUMENTS = 50;
  private static final int ENTRIES = 30;

  private ParseBenchmark() {}

  static List<Comparison> compare(Scene scene) throws Exception {
    scene.progress().accept("parsing feeds");
    List<byte[]> documents = documents(scene);
    FeedReader reader = new FeedReader(InstantSource.system());
    check(reader, documents.getFirst());
    double rome =
        scene.rate(1, from -> new SyndFeedInput().build(xml(documents.get(from % DOCUMENTS))));
    double ours = scene.rate(1, from -> reader.read(documents.get(from % DOCUMENTS), null, null));
    return List.of(
        Comparison.rate(
            "parse feeds of %d entries".formatted(ENTRIES),
            "feeds/s",
            ours,
            "Rome, no plain text",
            rome));
  }

  private static XmlReader xml(byte[] document) throws Exception {
    return new XmlReader(new ByteArrayInputStream(document));
  }

  private static List<byte[]> documents(Scene scene) {
    List<SampleItems.Sample> samples = scene.samples(DOCUMENTS * ENTRIES);
    List<byte[]> documents = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.add(
          SampleFeeds.rss("Journal " + i, samples.subList(i * ENTRIES, (i + 1) * ENTRIES)));
    }
    return documents;
  }

  private static void check(FeedReader reader, byte[] document) {
    if (!(reader.read(document, null, null) instanceof FeedDocument read)
        || read.entries().size() != ENTRIES) {
      throw new IllegalStateException("a generated feed cannot be read");
    }
  }
}
