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
public final class Acceptance {
  /// Maximum age at fetch time at which an entry of a newly added feed counts as live, if the
  /// outlet was already read through another feed.
  static final Duration FRESH = Duration.ofMinutes(60);

  /// Maximum number of aliases of an item. Without a limit, a link that changes with every poll
  /// would add aliases for ever.
  static final int MAX_NAMES = 64;

  private final ItemMemory memory;

  /// @param memory state of the items accepted so far
  public Acceptance(ItemMemory memory) {
    this.memory = memory;
  }

  /// Decides whether a reading is a new item, a new version or a repeat. An exception of the item
  /// state, for an item that it cannot hold, propagates to the caller; nothing of the reading is
  /// stored then.
  public Accepted accept(Reading reading) {
    String outlet = reading.outlet().id();
    KnownItem known = known(outlet, reading);
    OutletFeeds feeds = memory.feeds(outlet);
    Origin origin = origin(reading, feeds);
    Accepted accepted = known == null ? first(reading, origin) : again(known, reading, origin);
    remember(outlet, feeds, reading);
    return accepted;
  }

  private @Nullable KnownItem known(String outlet, Reading reading) {
    KnownItem known = memory.item(reading.itemId());
    if (known != null) {
      return known;
    }
    for (String name : namesOf(reading)) {
      String id = memory.named(outlet, name);
      KnownItem called = id == null ? renamed(reading, name) : memory.item(id);
      if (called != null) {
        return called;
      }
    }
    return null;
  }

  /// A feed that assigns new ids to its entries may list the earlier item id as an alias.
  private @Nullable KnownItem renamed(Reading reading, String name) {
    boolean other = Identity.isItemId(name) && !name.equals(reading.itemId());
    KnownItem earlier = other ? memory.item(name) : null;
    return earlier != null && earlier.last().outlet().id().equals(reading.outlet().id())
        ? earlier
        : null;
  }

  /// A first poll is a baseline. If the outlet was already read through another feed, it has
  /// waiting subscribers: an entry published within [#FRESH] before the fetch is live.
  private static Origin origin(Reading reading, OutletFeeds feeds) {
    String feed = reading.feed();
    boolean fresh =
        reading.origin() == Origin.FIRST_POLL
            && feed != null
            && feeds.readBefore(feed, reading.fetched())
            && within(FRESH, reading.content().published(), reading.fetched());
    return fresh ? Origin.LIVE : reading.origin();
  }

  private static boolean within(Duration span, @Nullable Instant published, Instant fetched) {
    return published != null
        && !published.isAfter(fetched)
        && !published.isBefore(fetched.minus(span));
  }

  private void remember(String outlet, OutletFeeds feeds, Reading reading) {
    OutletFeeds now = feeds.with(reading.feed(), reading.fetched());
    if (now != feeds) {
      memory.keep(outlet, now);
    }
  }

  private Accepted first(Reading reading, Origin origin) {
    Item item = item(reading.itemId(), List.of(), reading, origin);
    keep(List.of(), item);
    return origin == Origin.IMPORT ? new Accepted.History(item) : new Accepted.NewItem(item);
  }

  private Accepted again(KnownItem known, Reading reading, Origin origin) {
    Item before = known.last();
    Item item = item(before.id(), before.aliases(), reading, origin);
    if (origin == Origin.IMPORT || known.hasHad(item.version())) {
      learn(known, item);
      return origin == Origin.IMPORT
          ? new Accepted.KnownHistory(item.id())
          : new Accepted.Repeat(item.id());
    }
    keep(known.versions(), item);
    return new Accepted.NewVersion(before, item);
  }

  private void learn(KnownItem known, Item item) {
    if (!item.aliases().equals(known.last().aliases())) {
      memory.keep(known.named(item.aliases()));
      name(item);
    }
  }

  /// Stores the item before its aliases: if the item cannot be stored, no alias may point to it.
  private void keep(List<String> earlier, Item item) {
    memory.keep(KnownItem.of(earlier, item));
    name(item);
  }

  /// An alias that already points to another item of the outlet keeps pointing to it.
  private void name(Item item) {
    String outlet = item.outlet().id();
    for (String alias : item.aliases()) {
      if (memory.named(outlet, alias) == null) {
        memory.name(outlet, alias, item.id());
      }
    }
  }

  /// Returns every name that may identify the item: the proposed id, then the aliases.
  private static SequencedSet<String> namesOf(Reading reading) {
    SequencedSet<String> names = new LinkedHashSet<>();
    names.add(reading.itemId());
    names.addAll(reading.aliases());
    return names;
  }

  private static Item item(String id, List<String> known, Reading reading, Origin origin) {
    SequencedSet<String> names = new LinkedHashSet<>(known);
    names.addAll(namesOf(reading));
    names.remove(id);
    List<String> aliases = new ArrayList<>(names);
    return new Item(
        id,
        Identity.version(reading.content()),
        aliases.subList(0, Math.min(MAX_NAMES, aliases.size())),
        reading.outlet(),
        reading.feed(),
        origin,
        reading.content(),
        reading.seen(),
        reading.undated(),
        reading.fetched(),
        reading.run());
  }
}
