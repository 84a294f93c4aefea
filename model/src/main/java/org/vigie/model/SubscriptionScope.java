package org.vigie.model;

import static java.util.Collections.unmodifiableSet;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Conditions of a subscription beside its topics and query; all of them must hold.
///
/// @param countries ISO 3166-1 alpha-2 codes, one of which must be named; empty for no condition
/// @param outlets ids of outlets, one of which must be the publisher; empty for no condition
/// @param exceptOutlets ids of outlets whose items never match
/// @param minScore the minimum score, greater than 0 and at most 100, that one of the requested
///     topics must reach, or any topic if none is requested; a topic with 1.0 just matches; null
///     for no condition
/// @param forms the forms of which an article must have one, at least one; null reads as
///     [ArticleForm#USUAL]
public record SubscriptionScope(
    List<String> countries,
    List<String> outlets,
    List<String> exceptOutlets,
    @Nullable Double minScore,
    Set<ArticleForm> forms) {
  /// No conditions but the usual forms.
  public static final SubscriptionScope UNRESTRICTED =
      new SubscriptionScope(List.of(), List.of(), List.of(), null);

  /// Conditions with the usual forms.
  public SubscriptionScope(
      List<String> countries,
      List<String> outlets,
      List<String> exceptOutlets,
      @Nullable Double minScore) {
    this(countries, outlets, exceptOutlets, minScore, ArticleForm.USUAL);
  }

  /// Rejects a country that is not two upper-case letters, a score out of range, and no form at
  /// all.
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
    // Null in records written before the field was added.
    forms = copyForms(forms == null ? ArticleForm.USUAL : forms);
  }

  /// In the order of the forms, so that a subscription is always written the same way.
  private static Set<ArticleForm> copyForms(Set<ArticleForm> forms) {
    if (forms.isEmpty() || forms.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("no form of article is asked for (forms)");
    }
    return unmodifiableSet(EnumSet.copyOf(forms));
  }

  /// Returns the forms whose articles never match, in order.
  public Set<ArticleForm> formsLeftOut() {
    return EnumSet.complementOf(EnumSet.copyOf(forms));
  }

  /// Returns a copy that takes every form.
  public SubscriptionScope withAllForms() {
    return new SubscriptionScope(
        countries, outlets, exceptOutlets, minScore, EnumSet.allOf(ArticleForm.class));
  }
}
