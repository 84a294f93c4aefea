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

  static List<BenchmarkResult> compare(BenchmarkContext context) throws Exception {
    context.progress().accept("parsing feeds");
    List<byte[]> documents = createDocuments(context);
    FeedReader reader = new FeedReader(InstantSource.system());
    checkReadable(reader, documents.getFirst());
    double rome =
        context.measureRate(
            1, from -> new SyndFeedInput().build(openReader(documents.get(from % DOCUMENTS))));
    double ours =
        context.measureRate(1, from -> reader.read(documents.get(from % DOCUMENTS), null, null));
    return List.of(
        BenchmarkResult.rate(
            "parse feeds of %d entries".formatted(ENTRIES),
            "feeds/s",
            ours,
            "Rome, no plain text",
            rome));
  }

  private static XmlReader openReader(byte[] document) throws Exception {
    return new XmlReader(new ByteArrayInputStream(document));
  }

  private static List<byte[]> createDocuments(BenchmarkContext context) {
    List<SampleItems.SampleText> samples = context.createSamples(DOCUMENTS * ENTRIES);
    List<byte[]> documents = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.add(
          SampleFeeds.createRss("Journal " + i, samples.subList(i * ENTRIES, (i + 1) * ENTRIES)));
    }
    return documents;
  }

  private static void checkReadable(FeedReader reader, byte[] document) {
    if (!(reader.read(document, null, null) instanceof FeedDocument read)
        || read.entries().size() != ENTRIES) {
      throw new IllegalStateException("a generated feed cannot be read");
    }
  }
}
