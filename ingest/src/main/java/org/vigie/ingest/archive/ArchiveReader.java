package org.vigie.ingest.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import org.vigie.ingest.feed.Decoding;
import org.vigie.ingest.feed.Entry;
import org.vigie.ingest.feed.FeedDocument;
import org.vigie.ingest.feed.FeedReader;
import org.vigie.ingest.feed.PlainText;
import org.vigie.ingest.feed.Unreadable;
import org.vigie.ingest.item.IdentifiedEntry;
import org.vigie.ingest.item.ItemIdProposer;
import org.vigie.ingest.item.OutletResolver;
import org.vigie.model.Article;
import org.vigie.model.Content;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;
import org.vigie.model.TextTruncation;
import org.vigie.wire.ItemLine;
import org.vigie.wire.Json;
import org.vigie.wire.JsonLines;

/// Reads archives: files, folders and tars (`.tar`, `.tar.gz`, `.tgz`, `.tar.xz`) of feed documents
/// (snapshots of polls; their time is that of the folder named `YYYY-MM-DDTHHMM`, else the file's),
/// of plain-text articles (`.txt`) and of JSON Lines (`.jsonl`, `.ndjson`). Uses no Kafka. One
/// instance reads one import; not thread-safe.
public final class ArchiveReader {
  private static final int MAX_DOCUMENT_BYTES = 64 << 20;

  /// Memory limit of decompression in KiB: four times what the strongest common xz preset needs.
  private static final int XZ_MEMORY_KIB = 256 << 10;

  private static final int MAX_PROBLEMS = 1_000;
  private static final int MAX_PROBLEM_LENGTH = 500;
  private static final String UNKNOWN_FOLDER = "unknown";

  private final ArchiveSettings settings;
  private final FeedReader feedReader;
  private final Instant fetched;
  private final Consumer<Reading> sink;
  private final List<String> undated = new ArrayList<>();
  private final List<String> monthOnly = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Long> outlets = new TreeMap<>();
  private long files;
  private long readings;

  /// @param clock read once, for the time at which everything counts as fetched
  /// @param sink receives each reading in turn; documents of a folder come sorted by path, those of
  ///     a tar in its order
  public ArchiveReader(ArchiveSettings settings, InstantSource clock, Consumer<Reading> sink) {
    this.settings = settings;
    this.sink = sink;
    fetched = clock.instant();
    feedReader = new FeedReader(clock);
  }

  /// Reads these archives. What cannot be read is in the report; reading goes on with the rest.
  public ArchiveReport read(List<Path> archives) {
    for (Path archive : archives) {
      try {
        readPath(archive);
      } catch (IOException | UncheckedIOException e) {
        addProblem(archive + ": " + describeFailure(e));
      }
    }
    return new ArchiveReport(files, readings, undated, monthOnly, problems, outlets);
  }

  private static String describeFailure(Exception e) {
    Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    return cause instanceof java.nio.file.NoSuchFileException
        ? "no such file"
        : PlainText.oneLine(cause.getClass().getSimpleName() + " " + cause.getMessage());
  }

  private void readPath(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      List<Path> found;
      try (Stream<Path> walk = Files.walk(path)) {
        found = walk.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : found) {
        readFile(file);
      }
    } else {
      readFile(path);
    }
  }

  private void readFile(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.startsWith(".") || name.endsWith(".md") || name.endsWith(".tsv")) {
      return;
    }
    if (isTar(name)) {
      readTar(file, name);
      return;
    }
    Instant modified = Files.getLastModifiedTime(file).toInstant();
    if (isJsonLines(name)) {
      try (InputStream in = Files.newInputStream(file)) {
        readJsonLines(file.toString(), in);
      }
    } else if (Files.size(file) > MAX_DOCUMENT_BYTES) {
      addProblem(file + ": larger than " + (MAX_DOCUMENT_BYTES >> 20) + " MiB");
    } else {
      readDocument(file.toAbsolutePath().toString(), Files.readAllBytes(file), modified);
    }
  }

  private static boolean isTar(String name) {
    return name.endsWith(".tar")
        || name.endsWith(".tar.gz")
        || name.endsWith(".tgz")
        || name.endsWith(".tar.xz");
  }

  private static boolean isJsonLines(String name) {
    return name.endsWith(".jsonl") || name.endsWith(".ndjson");
  }

  private void readTar(Path file, String name) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        TarArchiveInputStream tar = new TarArchiveInputStream(decompress(raw, name))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
          readTarEntry(file, tar, entry);
        }
      }
    }
  }

  private static InputStream decompress(InputStream raw, String name) throws IOException {
    if (name.endsWith(".xz")) {
      return new XZInputStream(raw, XZ_MEMORY_KIB);
    }
    return name.endsWith("gz") ? new GZIPInputStream(raw) : raw;
  }

  private void readTarEntry(Path file, TarArchiveInputStream tar, TarArchiveEntry entry)
      throws IOException {
    String name = PlainText.oneLine(entry.getName().replace('\0', ' '));
    // The size in a tar header need not be true.
    byte[] bytes = tar.readNBytes(MAX_DOCUMENT_BYTES + 1);
    if (bytes.length > MAX_DOCUMENT_BYTES) {
      addProblem(file + "!" + name + ": larger than " + (MAX_DOCUMENT_BYTES >> 20) + " MiB");
    } else if (isJsonLines(name)) {
      readJsonLines(name, new ByteArrayInputStream(bytes));
    } else {
      readDocument(name, bytes, entry.getLastModifiedTime().toInstant());
    }
  }

  /// Reported up to a limit: an archive may consist of faults.
  private void addProblem(String words) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(shorten(words));
    } else if (problems.size() == MAX_PROBLEMS) {
      problems.add("… and more, which are not listed");
    }
  }

  private static String shorten(String problem) {
    return TextTruncation.truncate(problem, MAX_PROBLEM_LENGTH);
  }

  /// Reads a `.txt` file as an article and everything else as a feed document.
  private void readDocument(String path, byte[] bytes, Instant modified) {
    if (path.toLowerCase(Locale.ROOT).endsWith(".txt")) {
      readArticle(path, Decoding.decode(bytes, null));
      return;
    }
    switch (feedReader.read(bytes, null, null)) {
      case FeedDocument document -> readSnapshot(path, document, modified);
      case Unreadable unreadable -> addProblem(path + ": " + unreadable.reason());
    }
  }

  private void readSnapshot(String path, FeedDocument document, Instant modified) {
    files++;
    Instant polled = SnapshotTime.parse(path);
    Instant seen = polled == null ? modified : polled;
    Outlet outlet =
        settings.outlet() == null
            ? OutletResolver.resolveForDocument(
                document, settings.knownOutlets(), findFolderName(path))
            : settings.outlet();
    for (IdentifiedEntry entry :
        ItemIdProposer.removeOlderVersions(ItemIdProposer.proposeIds(outlet, document.entries()))) {
      acceptReading(entry.toImportedReading(seen, fetched, settings.run()));
    }
  }

  private static String findFolderName(String path) {
    Path parent = Path.of(path).getParent();
    Path name = parent == null ? null : parent.getFileName();
    return name == null || name.toString().isBlank() ? UNKNOWN_FOLDER : name.toString();
  }

  private void readArticle(String path, String text) {
    Article article = Article.parse(text);
    Content content = article.toContent();
    if (content.title().isBlank()) {
      addProblem(path + ": no text");
      return;
    }
    files++;
    Article.PublicationDate date = article.date();
    if (date == null) {
      undated.add(path);
    } else if (date.precision() == Article.Precision.MONTH) {
      monthOnly.add(path);
    }
    Outlet outlet =
        settings.outlet() == null ? Outlet.named(findFolderName(path)) : settings.outlet();
    String name = String.valueOf(Path.of(path).getFileName());
    Entry entry = new Entry(name, null, content);
    acceptReading(
        ItemIdProposer.proposeIds(outlet, List.of(entry))
            .getFirst()
            .toImportedReading(date == null ? null : date.published(), fetched, settings.run()));
  }

  private void readJsonLines(String path, InputStream in) throws IOException {
    files++;
    JsonLines lines = new JsonLines(in);
    for (JsonLines.Line line = lines.readLine(); line != null; line = lines.readLine()) {
      String text = line.text();
      try {
        if (text == null) {
          throw new IllegalArgumentException(line.problem());
        }
        readItemLine(path, line.number(), ItemLine.read(text));
      } catch (Json.MalformedJsonException | IllegalArgumentException e) {
        addProblem(path + " line " + line.number() + ": " + e.getMessage());
      }
    }
  }

  private void readItemLine(String path, int number, ItemLine line) {
    Content content = line.toContent();
    String name = path + " line " + number + " (" + PlainText.oneLine(line.id()) + ")";
    String problem = line.dateProblem();
    if (content.published() == null) {
      undated.add(problem == null ? name : name + ": " + shorten(problem));
    } else if (line.publishedWithoutDay()) {
      monthOnly.add(name);
    }
    Outlet outlet = settings.outlet() == null ? line.toOutlet() : settings.outlet();
    Entry entry = new Entry(line.id(), null, content);
    acceptReading(
        ItemIdProposer.proposeIds(outlet, List.of(entry))
            .getFirst()
            .toImportedReading(content.published(), fetched, settings.run()));
  }

  private void acceptReading(Reading reading) {
    readings++;
    outlets.merge(reading.outlet().id(), 1L, Long::sum);
    sink.accept(reading);
  }
}
