package org.vigie.ingest.item;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.Entry;
import org.vigie.ingest.feed.Links;
import org.vigie.model.Content;
import org.vigie.model.Identity;
import org.vigie.model.Outlet;
import org.vigie.model.TrackingParameters;

/// Proposes item ids for the entries of one document: from the guid without known trackers, else
/// the normalised link, else the enclosure, else title and date. A guid or link that several
/// entries of the document share under different titles is ambiguous there: the next in that order
/// is taken, and it is no alias either. Each document is judged alone: a guid that is a position
/// number on one page may be a real one on another, and a feed that repairs its guids is trusted
/// from the next poll on.
public final class ItemIdProposer {
  private ItemIdProposer() {}

  /// The entries with their proposed ids, in the order given.
  public static List<IdentifiedEntry> proposeIds(Outlet outlet, List<Entry> entries) {
    Set<String> vague = new HashSet<>();
    addAmbiguous(vague, entries, ItemIdProposer::normalizeGuid);
    addAmbiguous(vague, entries, ItemIdProposer::normalizeLink);
    addAmbiguous(vague, entries, Entry::enclosure);
    return entries.stream().map(entry -> identify(outlet, entry, vague)).toList();
  }

  private static void addAmbiguous(
      Set<String> vague, List<Entry> entries, Function<Entry, @Nullable String> name) {
    Map<String, String> titles = new HashMap<>();
    for (Entry entry : entries) {
      String value = name.apply(entry);
      if (value != null) {
        String title = entry.content().title();
        String earlier = titles.putIfAbsent(value, title);
        if (earlier != null && !earlier.equals(title)) {
          vague.add(value);
        }
      }
    }
  }

  private static IdentifiedEntry identify(Outlet outlet, Entry entry, Set<String> vague) {
    Set<String> aliases = new LinkedHashSet<>();
    String guid = normalizeGuid(entry);
    if (guid != null && !vague.contains(guid)) {
      aliases.add(guid);
      addRawAlias(aliases, entry.guid());
    }
    String link = normalizeLink(entry);
    if (link != null && !vague.contains(link)) {
      aliases.add(link);
      addRawAlias(aliases, entry.content().url());
    }
    String identity = chooseIdentity(entry, new ArrayList<>(aliases), vague);
    return new IdentifiedEntry(
        Identity.itemId(outlet, identity), List.copyOf(aliases), outlet, entry);
  }

  private static void addRawAlias(Set<String> aliases, @Nullable String raw) {
    if (raw != null && !raw.isBlank()) {
      aliases.add(raw);
    }
  }

  private static String chooseIdentity(Entry entry, List<String> aliases, Set<String> vague) {
    if (!aliases.isEmpty()) {
      return aliases.getFirst();
    }
    String enclosure = entry.enclosure();
    if (enclosure != null && !vague.contains(enclosure)) {
      return enclosure;
    }
    Content content = entry.content();
    String dated =
        content.title() + "\0" + (content.published() == null ? "" : content.published());
    return content.title().isEmpty() ? dated + "\0" + content.summary() : dated;
  }

  private static @Nullable String normalizeGuid(Entry entry) {
    String guid = entry.guid();
    String clean = guid == null ? "" : TrackingParameters.removeFrom(guid);
    return clean.isBlank() ? null : clean;
  }

  private static @Nullable String normalizeLink(Entry entry) {
    String url = entry.content().url();
    return url == null ? null : Links.normalise(url);
  }
}
