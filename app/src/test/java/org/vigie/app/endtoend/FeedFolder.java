package org.vigie.app.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;

/// Feeds as files in a folder that a server publishes. Not thread-safe.
final class FeedFolder {
  private static final int OUTLETS = 6;
  private static final int WINDOW = 60;

  private final Path folder;
  private final List<List<String>> items = new ArrayList<>();
  private final List<String> titles = new ArrayList<>();

  /// Writes one file per outlet, each with one old entry.
  FeedFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    for (int outlet = 0; outlet < OUTLETS; outlet++) {
      items.add(
          new ArrayList<>(
              List.of(RssTemplate.formatItem("old-" + outlet, "Le temps qu’il fera", ""))));
      writeFile(outlet);
    }
  }

  /// The feeds as requests, each to be polled twice a second.
  ///
  /// @param server address at which the folder is served, ending in a slash
  List<Feed> createFeeds(URI server) {
    return IntStream.range(0, OUTLETS)
        .mapToObj(
            outlet ->
                Feed.of(
                    server.resolve(formatFileName(outlet)),
                    Outlet.named("Gazette " + outlet),
                    null,
                    Feed.MIN_INTERVAL))
        .toList();
  }

  /// Publishes this number of articles, each about a truce of its own.
  void publishTruces(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int number = titles.size() + 1;
      String title = "Kiev et Moscou concluent un cessez-le-feu de trente jours n° " + number;
      titles.add(title);
      items.get(number % OUTLETS).add(RssTemplate.formatItem("truce-" + number, title, ""));
      writeFile(number % OUTLETS);
    }
  }

  /// The titles of all truces so far, in order.
  List<String> listTruceTitles() {
    return List.copyOf(titles);
  }

  /// Replaces the file atomically, so that a reader finds the old or the new one.
  private void writeFile(int outlet) throws IOException {
    List<String> all = items.get(outlet);
    List<String> shown = all.subList(Math.max(0, all.size() - WINDOW), all.size()).reversed();
    Path fresh = folder.resolve(formatFileName(outlet) + ".new");
    Files.writeString(fresh, RssTemplate.formatDocument(shown));
    Files.move(fresh, folder.resolve(formatFileName(outlet)), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String formatFileName(int outlet) {
    return "gazette-" + outlet + ".xml";
  }
}
