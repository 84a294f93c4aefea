package org.vigie.admin;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.vigie.ingest.feed.Links;
import org.vigie.ingest.opml.Opml;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;

/// The requested feeds. The ingesters act on a change without a restart. Thread-safe.
public final class Feeds {
  private static final String ALL = "all";

  private final RequestStore store;

  Feeds(RequestStore store) {
    this.store = store;
  }

  /// The result of adding a feed.
  ///
  /// @param id of the feed
  /// @param added false if the feed was requested already
  public record FeedAddition(String id, boolean added) {}

  /// The result of importing a list of feeds.
  ///
  /// @param added number of feeds that were added
  /// @param known number of feeds that were requested already
  /// @param problems entries that are not valid feeds, in words, with their line
  public record FeedImport(int added, int known, List<String> problems) {
    /// Copies the list.
    public FeedImport {
      problems = List.copyOf(problems);
    }
  }

  /// All feeds with their states, sorted by address.
  public List<FeedStatus> list() {
    return addStates(store.readFeeds());
  }

  /// The feeds with this id or address: one for each outlet that has the address.
  ///
  /// @throws AdminException.NotFound if there is none
  public List<FeedStatus> show(String idOrAddress) {
    return addStates(findByName(store.readFeeds(), idOrAddress));
  }

  private List<FeedStatus> addStates(List<Feed> feeds) {
    Map<String, FeedState> states = store.readFeedStates();
    return feeds.stream().map(feed -> new FeedStatus(feed, states.get(feed.id()))).toList();
  }

  /// The feeds of these ids or addresses, each once; all feeds if none or `all` is given. An
  /// address need not be that of a requested feed.
  ///
  /// @throws AdminException.NotFound if there is no feed with an id
  /// @throws AdminException.InvalidRequest if an address is not valid
  public List<Feed> find(Collection<String> idsOrAddresses) {
    List<Feed> all = store.readFeeds();
    return idsOrAddresses.isEmpty() || idsOrAddresses.contains(ALL)
        ? all
        : idsOrAddresses.stream().flatMap(name -> findOrCreate(all, name)).distinct().toList();
  }

  private static Stream<Feed> findOrCreate(List<Feed> all, String name) {
    return Links.isHttp(name)
        ? Stream.of(FeedRequest.of(name).toFeed())
        : findByName(all, name).stream();
  }

  private static List<Feed> findByName(List<Feed> all, String idOrAddress) {
    List<Feed> found =
        all.stream()
            .filter(
                feed ->
                    feed.id().equals(idOrAddress) || feed.address().toString().equals(idOrAddress))
            .toList();
    if (found.isEmpty()) {
      throw new AdminException.NotFound("feed", idOrAddress);
    }
    return found;
  }

  /// Adds feeds; a feed that is requested already stays as it is.
  ///
  /// @return one result for each feed, in the given order
  public List<FeedAddition> add(List<Feed> feeds) {
    Set<Feed> added = new HashSet<>(store.addMissingFeeds(feeds));
    return feeds.stream().map(feed -> new FeedAddition(feed.id(), added.contains(feed))).toList();
  }

  /// Removes the feeds with this id or address. What they have published stays in the archive.
  ///
  /// @return the removed feeds
  /// @throws AdminException.NotFound if there is none
  public List<Feed> remove(String idOrAddress) {
    List<Feed> found = findByName(store.readFeeds(), idOrAddress);
    found.forEach(store::removeFeed);
    return found;
  }

  /// Adds the feeds of an OPML list and removes none. Entries that are not valid are left out.
  public FeedImport importList(Opml.FeedList list) {
    int added = store.addMissingFeeds(list.feeds()).size();
    return new FeedImport(added, list.feeds().size() - added, list.problems());
  }

  /// All feeds as OPML.
  public String exportOpml() {
    return Opml.write(store.readFeeds());
  }
}
