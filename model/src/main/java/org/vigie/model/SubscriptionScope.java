package org.vigie.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conditions of a subscription beside its topics and query; all of them must hold.
///
/// @param countries ISO 3166-1 alpha-2 codes, one of which must be named; empty for no condition
/// @param outlets ids of outlets, one of which must be the publisher; empty for no condition
/// @param exceptOutlets ids of outlets whose items never match
/// @param minScore the minimum score, greater than 0 and at most 100, that one of the requested
///     topics must reach, or any topic if none is requested; a topic with 1.0 just matches; null
///     for no condition
public record SubscriptionScope(
    List<String> countries,
    List<String> outlets,
    List<String> exceptOutlets,
    @Nullable Double minScore) {
  /// No conditions.
  public static final SubscriptionScope UNRESTRICTED =
      new SubscriptionScope(List.of(), List.of(), List.of(), null);

  /// Rejects a country that is not two upper-case letters and a score out of range.
  public SubscriptionScope {
    countries = Checks.copyOrEmpty("countries", countries);
    outlets = Checks.copyTexts("outlets", outlets, Checks.MAX_NAME);
    exceptOutlets = Checks.copyTexts("exceptOutlets", exceptOutlets, Checks.MAX_NAME);
    for (String country : countries) {
      if (!country.matches("[A-Z]{2}")) {
        throw new IllegalArgumentException(
            "countries: " + Checks.quote(country) + " is no ISO code of 2 letters");
      }
    }
    if (minScore != null && !(minScore > 0 && minScore <= 100)) {
      throw new IllegalArgumentException(
          "minimum score " + minScore + " is not within 0 and 100 (minScore)");
    }
  }
}
