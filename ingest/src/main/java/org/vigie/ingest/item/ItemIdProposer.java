package org.vigie.ingest.item;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.Entry;
import org.vigie.model.Content;
import org.vigie.model.Identity;
import org.vigie.model.Outlet;

/// Proposes item ids for the entries of one document: from the guid without known trackers, else
/// the normalised link, else the enclosure, else title and date. A guid or link that several
/// entries share under different headlines names the versions of one article, or it is ambiguous
/// ([SharedNames]): then the next in that order is taken, and it is no alias either. An entry
/// that keeps its title and date keeps its id when a name of it becomes ambiguous, or is so no
/// more. Apart from that each document is judged alone: a guid that is a position number on one
/// page may be a real one on another, and a feed that repairs its guids is trusted from then on.
public final class ItemIdProposer {
  private static final Comparator<List<IdentifiedEntry>> OLDEST_FIRST =
      Comparator.comparing(
          ItemIdProposer::findDate, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final Outlet outlet;
  private final KnownIds known;
  private final SharedNames shared;

  private ItemIdProposer(Outlet outlet, List<NamedEntry> entries, KnownIds known) {
    this.outlet = outlet;
    this.known = known;
    shared = new SharedNames(entries, name -> known.hasId(Identity.itemId(outlet, name)));
  }

  /// The entries with their proposed ids, in the order given.
  public static List<IdentifiedEntry> proposeIds(Outlet outlet, List<Entry> entries) {
    return proposeIds(outlet, entries, KnownIds.NONE);
  }

  /// The entries with their proposed ids, in the order given.
  ///
  /// @param known the ids of the feed's last document
  public static List<IdentifiedEntry> proposeIds(
      Outlet outlet, List<Entry> entries, KnownIds known) {
    List<NamedEntry> named = entries.stream().map(NamedEntry::of).toList();
    ItemIdProposer proposer = new ItemIdProposer(outlet, named, known);
    return named.stream().map(proposer::identify).toList();
  }

  /// The entries without those beside which a newer version of the same article stands: the later
  /// by its dates, else the first. Many texts under one headline are left as they are: they may
  /// have nothing in common but a name.
  public static List<IdentifiedEntry> removeOlderVersions(List<IdentifiedEntry> entries) {
    Map<String, List<IdentifiedEntry>> byId = new LinkedHashMap<>();
    for (IdentifiedEntry entry : entries) {
      byId.computeIfAbsent(entry.id(), unused -> new ArrayList<>()).add(entry);
    }
    Set<IdentifiedEntry> older = new HashSet<>();
    byId.values().forEach(group -> older.addAll(findOlderVersions(group)));
    return older.isEmpty()
        ? entries
        : entries.stream().filter(entry -> !older.contains(entry)).toList();
  }

  private static List<IdentifiedEntry> findOlderVersions(List<IdentifiedEntry> group) {
    SequencedMap<String, List<IdentifiedEntry>> versions = new LinkedHashMap<>();
    if (group.size() > 1 && group.stream().noneMatch(entry -> entry.aliases().isEmpty())) {
      for (IdentifiedEntry entry : group) {
        String version = Identity.contentVersion(entry.entry().content());
        versions.computeIfAbsent(version, unused -> new ArrayList<>()).add(entry);
      }
    }
    boolean oneHeadline =
        group.stream().map(entry -> entry.entry().content().headline()).distinct().count() == 1;
    if (versions.size() < 2 || oneHeadline && versions.size() > SharedNames.MAX_VERSIONS) {
      return List.of();
    }
    List<IdentifiedEntry> newest = versions.firstEntry().getValue();
    for (List<IdentifiedEntry> version : versions.values()) {
      newest = OLDEST_FIRST.compare(version, newest) > 0 ? version : newest;
    }
    versions.values().remove(newest);
    return versions.values().stream().flatMap(List::stream).toList();
  }

  private static @Nullable Instant findDate(List<IdentifiedEntry> version) {
    Content content = version.getFirst().entry().content();
    return content.updated() == null ? content.published() : content.updated();
  }

  private IdentifiedEntry identify(NamedEntry named) {
    Entry entry = named.entry();
    Set<String> aliases = new LinkedHashSet<>();
    addNames(aliases, named.guid(), entry.guid());
    addNames(aliases, named.link(), entry.content().url());
    String id = chooseId(named, List.copyOf(aliases));
    return new IdentifiedEntry(id, List.copyOf(aliases), outlet, entry);
  }

  private void addNames(Set<String> aliases, @Nullable String name, @Nullable String raw) {
    if (name != null && !shared.isAmbiguous(name)) {
      aliases.add(name);
      if (raw != null && !raw.isBlank()) {
        aliases.add(raw);
      }
    }
  }

  private String chooseId(NamedEntry named, List<String> aliases) {
    Entry entry = named.entry();
    String titled = Identity.itemId(outlet, describeByTitle(entry.content()));
    if (known.hasId(titled)) {
      return titled;
    }
    for (String name : new @Nullable String[] {named.guid(), named.link(), named.enclosure()}) {
      if (name != null
          && shared.isAmbiguous(name)
          && known.hasEntry(Identity.itemId(outlet, name), entry.content())) {
        return Identity.itemId(outlet, name);
      }
    }
    return Identity.itemId(outlet, chooseIdentity(entry, aliases));
  }

  private String chooseIdentity(Entry entry, List<String> aliases) {
    if (!aliases.isEmpty()) {
      return aliases.getFirst();
    }
    String enclosure = entry.enclosure();
    return enclosure == null || shared.isAmbiguous(enclosure)
        ? describeByTitle(entry.content())
        : enclosure;
  }

  private static String describeByTitle(Content content) {
    String dated =
        content.title() + "\0" + (content.published() == null ? "" : content.published());
    return content.title().isEmpty() ? dated + "\0" + content.summary() : dated;
  }
}
