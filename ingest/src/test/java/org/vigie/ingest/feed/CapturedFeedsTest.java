package org.vigie.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every stored feed of the press is read: as many entries as its manifest counts, in plain text.
class CapturedFeedsTest {
  private static final Path CAPTURED = Path.of("../../shared/feeds/captured");
  private static final Pattern ENTRY = Pattern.compile("<(?:item|entry)[\\s>]");
  private final FeedReader reader =
      new FeedReader(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));

  record Capture(String file, int items) {
    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Capture> captures() throws IOException {
    Path manifest = CAPTURED.resolve("MANIFEST.tsv");
    if (!Files.exists(manifest)) {
      return Stream.of(new Capture("", 0));
    }
    List<String> lines = Files.readAllLines(manifest);
    List<String> head = List.of(lines.getFirst().split("\t", -1));
    return lines.stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .map(
            cells ->
                new Capture(
                    cells[head.indexOf("file")], Integer.parseInt(cells[head.indexOf("items")])));
  }

  /// Writes `target/captured-feeds.tsv`: for each file its entries by a count that knows nothing of
  /// XML, those that were read, and what had to be mended.
  @Test
  void tellsWhatIsReadOfEachFile() throws IOException {
    List<Capture> captures = captures().toList();
    assumeTrue(captures.size() > 1, "the captured feeds are not beside the project");
    List<String> table = new ArrayList<>(List.of("file\tentries\tread\tlost\tmended"));
    for (Capture capture : captures) {
      byte[] bytes = Files.readAllBytes(CAPTURED.resolve(capture.file()));
      FeedDocument document = (FeedDocument) reader.read(bytes, null, null);
      long entries =
          ENTRY.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).results().count();
      long lost = entries - document.entries().size();
      String mended = String.join("; ", document.repairs());
      table.add(
          String.join(
              "\t",
              capture.file(),
              Long.toString(entries),
              Integer.toString(document.entries().size()),
              Long.toString(lost),
              mended));
      assertThat(lost).as(capture.file()).isZero();
    }
    Files.write(Path.of("target", "captured-feeds.tsv"), table);
  }

  @ParameterizedTest
  @MethodSource("captures")
  void readsEveryItemAsPlainText(Capture capture) throws IOException {
    assumeTrue(!capture.file().isEmpty(), "the captured feeds are not beside the project");

    FeedResult result =
        reader.read(
            Files.readAllBytes(CAPTURED.resolve(capture.file())),
            "text/xml",
            URI.create("https://example.org/feed"));

    assertThat(result).isInstanceOf(FeedDocument.class);
    FeedDocument document = (FeedDocument) result;
    assertThat(document.entries()).hasSize(capture.items());
    assertThat(document.title()).isNotBlank();
    assertThat(document.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.content().title()).isNotBlank().doesNotContain("\uFFFD");
              assertThat(entry.content().url()).startsWith("http");
              assertThat(entry.content().summary()).doesNotContain("\uFFFD", "<p", "</", "&#");
            });
  }
}
