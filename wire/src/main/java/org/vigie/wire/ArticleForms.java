package org.vigie.wire;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.model.ArticleForm;

/// The forms of articles as people name them in a subscription.
public final class ArticleForms {
  private static final String ALL = "all";

  /// The names that can be given.
  public static final List<String> NAMES =
      Stream.concat(Stream.of(ALL), Arrays.stream(ArticleForm.values()).map(ArticleForm::toString))
          .toList();

  private ArticleForms() {}

  /// Parses names; none means the usual forms.
  ///
  /// @throws IllegalArgumentException if one is not known
  public static Set<ArticleForm> parse(List<String> names) {
    Set<ArticleForm> forms = EnumSet.noneOf(ArticleForm.class);
    for (String name : names) {
      int at = NAMES.indexOf(name.strip().toLowerCase(Locale.ROOT));
      if (at < 0) {
        throw new IllegalArgumentException(
            "'" + name + "' is no form; forms are " + String.join(", ", NAMES));
      }
      forms.addAll(
          at == 0 ? EnumSet.allOf(ArticleForm.class) : Set.of(ArticleForm.values()[at - 1]));
    }
    return forms.isEmpty() ? ArticleForm.USUAL : forms;
  }

  /// The names of forms, null for the usual ones.
  static @Nullable List<String> toNames(Set<ArticleForm> forms) {
    if (forms.equals(ArticleForm.USUAL)) {
      return null;
    }
    return forms.size() == ArticleForm.values().length
        ? List.of(ALL)
        : forms.stream().map(ArticleForm::toString).toList();
  }
}
