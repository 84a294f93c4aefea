package org.vigie.app.command;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.vigie.model.ArticleForm;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionScope;

/// What is said about the articles that subscriptions leave out.
final class FormTexts {
  private FormTexts() {}

  /// The forms that are left out, in words; empty if there are none.
  static String describeLeftOut(SubscriptionScope scope) {
    return describe(scope.formsLeftOut());
  }

  /// Which forms subscriptions leave out, and how many of their matches that is; empty if they take
  /// all.
  ///
  /// @param leftOut number of articles left out
  /// @param matching number of articles that match
  static String describeLeftOut(
      Collection<Subscription> subscriptions, long leftOut, long matching) {
    List<ArticleForm> forms =
        subscriptions.stream()
            .flatMap(one -> one.scope().formsLeftOut().stream())
            .distinct()
            .sorted()
            .toList();
    return forms.isEmpty()
        ? ""
        : "leaves out %s: %,d of %,d matching articles; --forms all takes them"
            .formatted(describe(forms), leftOut, leftOut + matching);
  }

  /// How many alerts were left out because another story has told the same; empty if none.
  static String describeRepeats(long repeats) {
    return repeats == 0
        ? ""
        : "leaves out %,d %s of what other stories have told; --repeats takes them"
            .formatted(repeats, repeats == 1 ? "repeat" : "repeats");
  }

  private static String describe(Collection<ArticleForm> forms) {
    return forms.stream().map(FormTexts::describe).collect(Collectors.joining(", "));
  }

  private static String describe(ArticleForm form) {
    return switch (form) {
      case NEWS -> "news";
      case LIVE -> "live pages";
      case OPINION -> "opinions and interviews";
      case ANALYSIS -> "analyses";
      case ROUNDUP -> "roundups";
      case DOSSIER -> "dossiers";
      case MEDIA -> "video and audio pages";
      case PICTURE -> "pictures";
    };
  }
}
