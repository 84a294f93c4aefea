package org.vigie.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reading a feed, HTML to text included, against Rome's own parsing of the same bytes.
@Tag("proof")
class ParseRateTest {
  private static final Path CAPTURED = Path.of("../../shared/feeds/captured");
  private static final int ROUNDS = 30;

  @Test
  void theRateIsAtLeastFourFifthsOfRomes() throws IOException {
    assumeTrue(Files.isDirectory(CAPTURED), "the captured feeds are not beside the project");
    List<byte[]> documents = wellFormed();
    FeedReader reader = new FeedReader(InstantSource.system());
    Consumer<byte[]> ours = bytes -> reader.read(bytes, null, null);
    long best = Long.MAX_VALUE;
    long bestOfRome = Long.MAX_VALUE;
    for (int run = 0; run < 4; run++) {
      bestOfRome = Math.min(bestOfRome, nanos(documents, ParseRateTest::byRome));
      best = Math.min(best, nanos(documents, ours));
    }
    double rate = (double) bestOfRome / best;
    System.out.printf(
        "%d documents x %d: Rome %d ms, ours %d ms, rate %.2f of Rome's%n",
        documents.size(), ROUNDS, bestOfRome / 1_000_000, best / 1_000_000, rate);
    assertThat(rate).isGreaterThanOrEqualTo(0.8);
  }

  private static List<byte[]> wellFormed() throws IOException {
    List<byte[]> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(CAPTURED)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".xml")).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (byRome(bytes)) {
          documents.add(bytes);
        }
      }
    }
    return documents;
  }

  private static boolean byRome(byte[] bytes) {
    try {
      new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(bytes)));
      return true;
    } catch (FeedException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long nanos(List<byte[]> documents, Consumer<byte[]> parser) {
    long start = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      documents.forEach(parser);
    }
    return System.nanoTime() - start;
  }
}
