package org.vigie.admin;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.vigie.ingest.opml.Opml;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.WebAddress;

/// The requested feeds. The ingesters act on a change without a restart. Thread-safe.
public final class Feeds {
  private static final String ALL = "all";

  private final RequestStore store;

  Feeds(RequestStore store) {
    this.store = store;
  }

  /// The result of adding a feed.
  ///
  /// @param feed as it is requested now
  /// @param added false if the feed was requested already, perhaps in another spelling
  public record FeedAddition(Feed feed, boolean added) {}

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
    return isAddress(name)
        ? Stream.of(FeedRequest.of(name).toFeed())
        : findByName(all, name).stream();
  }

  /// Returns whether a name is certainly an address: the id of a feed may be one without a scheme.
  public static boolean isAddress(String name) {
    return name.contains(":/") || name.contains("//");
  }

  private static List<Feed> findByName(List<Feed> all, String idOrAddress) {
    List<Feed> found = all.stream().filter(feed -> feed.id().equals(idOrAddress)).toList();
    URI address = found.isEmpty() ? WebAddress.find(idOrAddress) : null;
    if (address != null) {
      found = all.stream().filter(feed -> WebAddress.areSame(feed.address(), address)).toList();
    }
    if (found.isEmpty()) {
      throw new AdminException.NotFound("feed", WebAddress.maskUserInfo(idOrAddress));
    }
    return found;
  }

  /// Adds feeds; a feed that is requested already stays as it is.
  ///
  /// @return one result for each feed, in the given order
  public List<FeedAddition> add(List<Feed> feeds) {
    return store.addMissingFeeds(feeds);
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
    int added =
        (int) store.addMissingFeeds(list.feeds()).stream().filter(FeedAddition::added).count();
    return new FeedImport(added, list.feeds().size() - added, list.problems());
  }

  /// All feeds as OPML.
  public String exportOpml() {
    return Opml.write(store.readFeeds());
  }
}
