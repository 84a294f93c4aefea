package org.vigie.analysis.accept;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Reading;

/// Compares readings, one after the other in the order of their outlet, with the items that are
/// already known. Every call updates the state that the next call sees. Not thread-safe.
public final class ReadingAcceptor {
  /// Maximum age at fetch time at which an entry of a newly added feed counts as live, if the
  /// outlet was already read through another feed.
  static final Duration MAX_FRESH_AGE = Duration.ofMinutes(60);

  /// Maximum number of aliases of an item. Without a limit, a link that changes with every poll
  /// would add aliases for ever.
  static final int MAX_ALIASES = 64;

  private final KnownItemState state;

  /// @param state state of the items accepted so far
  public ReadingAcceptor(KnownItemState state) {
    this.state = state;
  }

  /// Decides whether a reading is a new item, a new version or a repeat. An exception of the item
  /// state, for an item that it cannot hold, propagates to the caller; nothing of the reading is
  /// stored then.
  public AcceptResult accept(Reading reading) {
    String outlet = reading.outlet().id();
    KnownItem known = findKnown(outlet, reading);
    OutletFeeds feeds = state.findFeeds(outlet);
    Origin origin = decideOrigin(reading, feeds);
    AcceptResult accepted =
        known == null ? acceptFirst(reading, origin) : acceptKnown(known, reading, origin);
    rememberFeed(outlet, feeds, reading);
    return accepted;
  }

  private @Nullable KnownItem findKnown(String outlet, Reading reading) {
    KnownItem known = state.findItem(reading.itemId());
    if (known != null) {
      return known;
    }
    for (String name : collectNames(reading)) {
      String id = state.findItemId(outlet, name);
      KnownItem called = id == null ? findRenamed(reading, name) : state.findItem(id);
      if (called != null) {
        return called;
      }
    }
    return null;
  }

  /// A feed that assigns new ids to its entries may list the earlier item id as an alias.
  private @Nullable KnownItem findRenamed(Reading reading, String name) {
    boolean other = Identity.isItemId(name) && !name.equals(reading.itemId());
    KnownItem earlier = other ? state.findItem(name) : null;
    return earlier != null && earlier.last().outlet().id().equals(reading.outlet().id())
        ? earlier
        : null;
  }

  /// A first poll is a baseline. If the outlet was already read through another feed, it has
  /// waiting subscribers: an entry published within [#MAX_FRESH_AGE] before the fetch is live.
  private static Origin decideOrigin(Reading reading, OutletFeeds feeds) {
    String feed = reading.feed();
    boolean fresh =
        reading.origin() == Origin.FIRST_POLL
            && feed != null
            && feeds.wasReadBefore(feed, reading.fetched())
            && isWithin(MAX_FRESH_AGE, reading.content().published(), reading.fetched());
    return fresh ? Origin.LIVE : reading.origin();
  }

  private static boolean isWithin(Duration span, @Nullable Instant published, Instant fetched) {
    return published != null
        && !published.isAfter(fetched)
        && !published.isBefore(fetched.minus(span));
  }

  private void rememberFeed(String outlet, OutletFeeds feeds, Reading reading) {
    OutletFeeds now = feeds.withFeed(reading.feed(), reading.fetched());
    if (now != feeds) {
      state.putFeeds(outlet, now);
    }
  }

  private AcceptResult acceptFirst(Reading reading, Origin origin) {
    Item item = createItem(reading.itemId(), List.of(), reading, origin);
    putItem(KnownItem.of(List.of(), item));
    return origin == Origin.IMPORT
        ? new AcceptResult.ImportedItem(item)
        : new AcceptResult.NewItem(item);
  }

  private AcceptResult acceptKnown(KnownItem known, Reading reading, Origin origin) {
    Item before = known.last();
    Item item = createItem(before.id(), before.aliases(), reading, origin);
    if (origin == Origin.IMPORT || known.hasVersion(item.version()) || hasSameText(before, item)) {
      learnAliases(known, item);
      return origin == Origin.IMPORT
          ? new AcceptResult.KnownImport(item.id())
          : new AcceptResult.RepeatedItem(item.id());
    }
    KnownItem next = known.withVersion(item);
    putItem(next);
    return new AcceptResult.NewVersion(before, next.last());
  }

  /// An earlier release may have hashed the same text by another rule.
  private static boolean hasSameText(Item before, Item item) {
    return Identity.contentVersion(before.content()).equals(item.version());
  }

  private void learnAliases(KnownItem known, Item item) {
    if (!item.aliases().equals(known.last().aliases())) {
      state.putItem(known.withAliases(item.aliases()));
      putAliases(item);
    }
  }

  /// Stores the item before its aliases: if the item cannot be stored, no alias may point to it.
  private void putItem(KnownItem item) {
    state.putItem(item);
    putAliases(item.last());
  }

  /// An alias that already points to another item of the outlet keeps pointing to it.
  private void putAliases(Item item) {
    String outlet = item.outlet().id();
    for (String alias : item.aliases()) {
      if (state.findItemId(outlet, alias) == null) {
        state.putAlias(outlet, alias, item.id());
      }
    }
  }

  /// Returns every name that may identify the item: the proposed id, then the aliases.
  private static SequencedSet<String> collectNames(Reading reading) {
    SequencedSet<String> names = new LinkedHashSet<>();
    names.add(reading.itemId());
    names.addAll(reading.aliases());
    return names;
  }

  private static Item createItem(String id, List<String> known, Reading reading, Origin origin) {
    SequencedSet<String> names = new LinkedHashSet<>(known);
    names.addAll(collectNames(reading));
    names.remove(id);
    List<String> aliases = new ArrayList<>(names);
    return Item.of(id, aliases.subList(0, Math.min(MAX_ALIASES, aliases.size())), reading)
        .withOrigin(origin);
  }
}
