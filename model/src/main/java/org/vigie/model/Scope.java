package org.vigie.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a subscription is narrowed to beside its topics and its query; all of it must hold.
///
/// @param countries ISO 3166 codes, any of these; empty for no such wish
/// @param outlets ids of outlets, any of these; empty for no such wish
/// @param exceptOutlets ids of outlets, none of these
/// @param minScore what a topic must score at least, where 1.0 just matches: one of the topics
///     asked for, or any where none is asked for; null for no such wish
public record Scope(
    List<String> countries,
    List<String> outlets,
    List<String> exceptOutlets,
    @Nullable Double minScore) {
  /// Narrows nothing.
  public static final Scope EVERYTHING = new Scope(List.of(), List.of(), List.of(), null);

  /// Refuses what could never match.
  public Scope {
    countries = Lists.copy(countries);
    outlets = Lists.copy(outlets);
    exceptOutlets = Lists.copy(exceptOutlets);
    for (String country : countries) {
      if (!country.matches("[A-Z]{2}")) {
        throw new IllegalArgumentException("country '" + country + "' is no ISO code of 2 letters");
      }
    }
    if (minScore != null && !(minScore > 0 && minScore <= 100)) {
      throw new IllegalArgumentException("minimum score " + minScore + " is not within 0 and 100");
    }
  }
}
