package org.vigie.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;

class ArchiveReaderTest {
  private static final Path SHARED = Path.of("../../shared");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String FEED =
      """
      <rss version="2.0"><channel><title>Le Phare</title><link>https://www.lephare.example/</link>
      <item><title>Les ministres se parlent</title><link>https://www.lephare.example/1</link></item>
      </channel></rss>
      """;

  @TempDir Path folder;
  private final List<Reading> readings = new ArrayList<>();

  private ArchiveReport read(Path... archives) {
    return new ArchiveReader(ArchiveSettings.of("run-1"), InstantSource.fixed(NOW), readings::add)
        .read(List.of(archives));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void aSnapshotWasSeenWhenItsFolderSays() throws IOException {
    write("2024-07-26T0028/phare.xml", FEED);

    ArchiveReport report = read(folder);

    assertThat(report.problems()).isEmpty();
    assertThat(readings).hasSize(1);
    Reading reading = readings.getFirst();
    assertThat(reading.seen()).isEqualTo(Instant.parse("2024-07-25T22:28:00Z"));
    assertThat(reading.fetched()).isEqualTo(NOW);
    assertThat(reading.origin()).isEqualTo(Origin.IMPORT);
    assertThat(reading.run()).isEqualTo("run-1");
    assertThat(reading.outlet().id()).isEqualTo("lephare.example");
  }

  @Test
  void aSnapshotInAnotherFolderWasSeenWhenItsFileWasWritten() throws IOException {
    Path file = write("x/phare.xml", FEED);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2023-05-01T10:00:00Z")));

    read(file);

    assertThat(readings.getFirst().seen()).isEqualTo(Instant.parse("2023-05-01T10:00:00Z"));
  }

  @Test
  void readsTars() throws IOException {
    Path tar = folder.resolve("a.tar.gz");
    byte[] bytes = FEED.getBytes(StandardCharsets.UTF_8);
    try (OutputStream file = Files.newOutputStream(tar);
        TarArchiveOutputStream out = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      TarArchiveEntry entry = new TarArchiveEntry("2024-01-26T0028/phare.xml");
      entry.setSize(bytes.length);
      out.putArchiveEntry(entry);
      out.write(bytes);
      out.closeArchiveEntry();
    }

    read(tar);

    assertThat(readings)
        .extracting(Reading::seen)
        .containsExactly(Instant.parse("2024-01-25T23:28:00Z"));
  }

  @Test
  void linksOddNamesAndNonsenseInATarCostNothingElse() throws IOException {
    Path tar = folder.resolve("a.tar.gz");
    try (OutputStream file = Files.newOutputStream(tar);
        TarArchiveOutputStream out = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      TarArchiveEntry link = new TarArchiveEntry("phare.xml", TarConstants.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      out.putArchiveEntry(link);
      out.closeArchiveEntry();
      put(out, "../../2024-01-26T0028/phare.xml", FEED);
      put(out, "2024-01-26T0028/\u001b[2Jrade.xml", "nonsense");
      put(out, "lines.jsonl", "null\n{\"id\":\"a\",\"title\":\"Trêve\"}\n" + "[".repeat(5_000));
    }

    ArchiveReport report = read(tar);

    assertThat(readings)
        .extracting(reading -> reading.content().title())
        .containsExactly("Les ministres se parlent", "Trêve");
    assertThat(report.problems())
        .hasSize(3)
        .noneMatch(problem -> problem.contains("\u001b"))
        .anyMatch(problem -> problem.contains("rade.xml: "))
        .anyMatch(problem -> problem.equals("lines.jsonl line 1: null is no article"))
        .anyMatch(problem -> problem.startsWith("lines.jsonl line 3: "));
  }

  @Test
  void whatDoesNotEndIsNotReadToItsEnd() throws IOException {
    Path tar = folder.resolve("bomb.tar.gz");
    try (OutputStream file = Files.newOutputStream(tar);
        TarArchiveOutputStream out = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      TarArchiveEntry bomb = new TarArchiveEntry("bomb.xml");
      bomb.setSize(80L << 20);
      out.putArchiveEntry(bomb);
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 80; i++) {
        out.write(zeros);
      }
      out.closeArchiveEntry();
      put(out, "2024-01-26T0028/phare.xml", FEED);
    }

    ArchiveReport report = read(tar);

    assertThat(readings).hasSize(1);
    assertThat(report.problems())
        .singleElement()
        .asString()
        .endsWith("!bomb.xml: larger than 64 MiB");
  }

  private static void put(TarArchiveOutputStream out, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(bytes.length);
    out.putArchiveEntry(entry);
    out.write(bytes);
    out.closeArchiveEntry();
  }

  @Test
  void aBadFileIsNamedAndTheRestIsRead() throws IOException {
    write("a.xml", "<html><title>Connexion</title></html>");
    write("b.xml", FEED);

    ArchiveReport report = read(folder, folder.resolve("absent"));

    assertThat(report.readings()).isEqualTo(1);
    assertThat(report.problems())
        .anySatisfy(problem -> assertThat(problem).contains("a.xml: an HTML page (\"Connexion\")"))
        .anySatisfy(problem -> assertThat(problem).contains("absent: no such file"));
  }

  @Test
  void anArticleWithoutADateIsListedAndMarked() throws IOException {
    Path text = write("note.txt", "Les deux ministres se sont parlé à Genève\n\nIls se reverront.");

    ArchiveReport report = read(text);

    assertThat(report.undated()).singleElement().asString().endsWith("note.txt");
    assertThat(readings.getFirst().undated()).isTrue();
    assertThat(readings.getFirst().seen()).isEqualTo(NOW);
  }

  @Test
  void anArticleIsOfTheOutletThatItsFolderIsNamedAfter() throws IOException {
    read(write("La Vigie du port/note.txt", "Les deux ministres se sont parlé à Genève."));

    assertThat(readings.getFirst().outlet()).isEqualTo(Outlet.named("La Vigie du port"));
  }

  @Test
  void readsJsonLinesAndNamesTheBadOnes() throws IOException {
    Path lines =
        write(
            "items.jsonl",
            """
            {"id":"a","title":"Accord","source":"Le Phare (AFP)","published":"2025-03-16"}
            {"title":"sans identifiant"}
            """);

    ArchiveReport report = read(lines);

    assertThat(readings)
        .singleElement()
        .satisfies(
            reading -> {
              assertThat(reading.outlet()).isEqualTo(Outlet.named("Le Phare"));
              assertThat(reading.seen()).isEqualTo(Instant.parse("2025-03-15T23:00:00Z"));
            });
    assertThat(report.problems()).singleElement().asString().contains("line 2", "'id'");
  }

  @Test
  void aBadDateInALineCostsTheDateAndIsNamed() throws IOException {
    Path lines =
        write(
            "items.jsonl",
            """
            {"id":"a","title":"Accord à Genève","published":"2025-03-16 08:40"}
            {"id":"b","title":"Trêve à Gaza","published":"la semaine dernière"}
            {"id":"c","title":"Sommet à Doha","published":"2025-02"}
            """);

    ArchiveReport report = read(lines);

    assertThat(readings)
        .extracting(Reading::undated, reading -> reading.content().published())
        .containsExactly(
            tuple(false, Instant.parse("2025-03-16T07:40:00Z")),
            tuple(true, null),
            tuple(false, Instant.parse("2025-01-31T23:00:00Z")));
    assertThat(report.problems()).isEmpty();
    assertThat(report.undated())
        .singleElement()
        .asString()
        .endsWith("line 2 (b): 'published' is no date: la semaine dernière");
    assertThat(report.monthOnly()).singleElement().asString().endsWith("line 3 (c)");
  }

  @Test
  void datesTheSharedArticles() {
    assumeTrue(Files.isDirectory(SHARED.resolve("seeds")), "the shared articles are absent");

    ArchiveReport report = read(SHARED.resolve("seeds"));

    assertThat(readings).hasSize(5);
    assertThat(report.undated()).hasSize(1);
    assertThat(readings.stream().map(reading -> reading.seen().toString().substring(0, 10)))
        .contains("2025-03-16", "2025-08-06", "2025-03-19");
  }

  /// Counts independently of the product, except for its XML parser: an article is identified by
  /// outlet and guid, cut before `#xtor`. In one poll of the archive, guids begin there: they name
  /// 39 articles, which the product distinguishes nevertheless.
  @Test
  @Tag("proof")
  void theArchiveHoldsEachArticleOnce() {
    Path archive = SHARED.resolve("archive/french-press-polls-2024.tar.xz");
    assumeTrue(Files.exists(archive), "the shared archive is absent");

    ArchiveReport report = read(archive);

    Map<String, Set<String>> idsByName = new HashMap<>();
    for (Reading reading : readings) {
      String guid = reading.guid();
      String name = guid == null ? String.valueOf(reading.content().url()) : guid;
      int tracker = name.indexOf("#xtor");
      idsByName
          .computeIfAbsent(
              domain(reading.outlet()) + " " + (tracker < 0 ? name : name.substring(0, tracker)),
              key -> new HashSet<>())
          .add(reading.outlet().id() + reading.itemId());
    }
    assertThat(report.readings()).isEqualTo(40_261);
    assertThat(report.problems()).hasSize(3).noneMatch(problem -> problem.contains("parsed"));
    assertThat(idsByName).hasSize(11_627);
    assertThat(idsByName.remove("francetvinfo.fr ")).hasSize(39);
    assertThat(idsByName.values().stream().filter(ids -> ids.size() > 1).flatMap(Set::stream))
        .allMatch(id -> id.contains(".lefigaro.fr") || id.startsWith("lefigaro.fr"))
        .hasSizeLessThan(10);
  }

  private static String domain(Outlet outlet) {
    String[] labels = outlet.id().split("\\.");
    return labels[labels.length - 2] + "." + labels[labels.length - 1];
  }
}
