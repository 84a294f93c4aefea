package org.vigie.app.press;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Stored polls.
///
/// @param documents by the name of the poll, which is its time, then by the name of the feed
public record StoredPolls(SortedMap<String, SortedMap<String, byte[]>> documents) {
  /// The directory of the archive; absent if the project was checked out alone.
  public static final Path ARCHIVE =
      Path.of("..", "..", "shared", "archive", "french-press-polls-2024.tar.xz");

  /// The outlets by the prefix of their feeds' names.
  private static final Map<String, String> OUTLETS =
      Map.of(
          "bfm",
          "BFMTV",
          "le-figaro",
          "Le Figaro",
          "liberation",
          "Libération",
          "france-info",
          "Franceinfo",
          "blast",
          "Blast",
          "elucid",
          "Élucid");

  /// Reads all of them.
  public static StoredPolls readAll() throws IOException {
    return read(Integer.MAX_VALUE, feed -> true);
  }

  /// Reads the first polls, of these outlets only, and no more of the archive than necessary.
  static StoredPolls readSome(int polls, String... outlets) throws IOException {
    return read(polls, feed -> List.of(outlets).contains(findOutlet(feed)));
  }

  private static StoredPolls read(int polls, Predicate<String> wanted) throws IOException {
    SortedMap<String, SortedMap<String, byte[]>> documents = new TreeMap<>();
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(ARCHIVE));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String[] path = entry.getName().split("/", -1);
        String feed = path[path.length - 1];
        if (entry.isFile()) {
          String poll = path[path.length - 2];
          if (documents.size() == polls && !documents.containsKey(poll)) {
            break;
          }
          SortedMap<String, byte[]> feeds =
              documents.computeIfAbsent(poll, time -> new TreeMap<>());
          if (wanted.test(feed)) {
            feeds.put(feed, tar.readAllBytes());
          }
        }
      }
    }
    return new StoredPolls(documents);
  }

  /// The outlet of the feed of this name.
  static String findOutlet(String feed) {
    return OUTLETS.entrySet().stream()
        .filter(outlet -> feed.startsWith(outlet.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("Inconnu");
  }
}
