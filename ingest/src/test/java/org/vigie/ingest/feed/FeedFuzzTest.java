package org.vigie.ingest.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The corpus of the fuzzer once more: what it began with, and what it has found.
class FeedFuzzTest {
  private static final Path FOUND = Path.of("src/test/fuzz/feed");

  @Test
  void theCorpusIsReadWithoutAFault() throws IOException {
    for (FeedCasesTest.Case seed : FeedCasesTest.cases()) {
      byte[] whole = seed.document().getBytes(StandardCharsets.UTF_8);
      for (int end = whole.length; end > 0; end -= 97) {
        FeedFuzz.fuzzerTestOneInput(Arrays.copyOf(whole, end));
      }
    }
    try (Stream<Path> files = Files.list(FOUND)) {
      List<Path> found = files.sorted().toList();
      for (Path file : found) {
        FeedFuzz.fuzzerTestOneInput(Files.readAllBytes(file));
      }
    }
  }
}
