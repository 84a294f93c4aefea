package org.vigie.app.demo;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;

/// A fictitious outlet, read from one YAML file.
///
/// @param name its label
/// @param host under `.example`, which never resolves (RFC 2606)
/// @param feeds at least one
/// @param items in any order
public record SampleOutlet(
    String name, String host, List<SampleFeed> feeds, List<SampleItem> items) {
  private static final Duration EVERY_SECOND = Duration.ofSeconds(1);

  /// Checks that the host is not a real one, that ids are unique and that items name feeds of the
  /// outlet.
  ///
  /// @throws IllegalArgumentException naming the fault
  public SampleOutlet {
    if (!host.endsWith(".example")) {
      throw new IllegalArgumentException("sample host '" + host + "' does not end in .example");
    }
    feeds = List.copyOf(feeds);
    items = List.copyOf(items);
    Set<String> names = new HashSet<>(feeds.stream().map(SampleFeed::name).toList());
    Set<String> ids = new HashSet<>();
    for (SampleItem item : items) {
      if (!ids.add(item.id())) {
        throw new IllegalArgumentException(name + " has two items '" + item.id() + "'");
      }
      if (!names.containsAll(item.feeds())) {
        throw new IllegalArgumentException(
            name + ": item '" + item.id() + "' stands in unknown feeds " + item.feeds());
      }
    }
  }

  Outlet toOutlet() {
    return Outlet.named(name);
  }

  String createAddress(SampleFeed feed) {
    return "http://" + host + feed.path();
  }

  String createLink(SampleItem item) {
    return "http://" + host + "/" + item.id() + ".html";
  }

  List<Feed> createFeeds() {
    return feeds.stream()
        .map(
            feed ->
                Feed.of(URI.create(createAddress(feed)), toOutlet(), feed.title(), EVERY_SECOND))
        .toList();
  }

  /// The items of a feed; an item that names none belongs to the first.
  List<SampleItem> findItems(SampleFeed feed) {
    boolean first = feed.equals(feeds.getFirst());
    return items.stream()
        .filter(item -> item.feeds().isEmpty() ? first : item.feeds().contains(feed.name()))
        .toList();
  }
}
