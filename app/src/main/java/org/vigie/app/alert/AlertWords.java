package org.vigie.app.alert;

import java.util.stream.Collectors;
import org.vigie.model.Alert;
import org.vigie.model.Language;

/// The words around an alert, by language.
///
/// @param query what stands for the topic of a match by query alone
/// @param recipient before the id of the subscription
/// @param untitled for an article without a headline
/// @param unsent for an alert that only would have been sent
record AlertWords(
    Language language, String query, String recipient, String untitled, String unsent) {
  private static final AlertWords ENGLISH =
      new AlertWords(Language.EN, "query", "for ", "(no headline)", "[archive, not sent]");
  private static final AlertWords FRENCH =
      new AlertWords(Language.FR, "requête", "pour ", "(sans titre)", "[archive, non envoyée]");

  static AlertWords in(Language language) {
    return switch (language) {
      case EN -> ENGLISH;
      case FR -> FRENCH;
    };
  }

  /// What kind of alert it is and what it tells that was not told before; empty for a new one.
  String kind(Alert alert) {
    if (alert.kind() == Alert.Kind.NEW) {
      return "";
    }
    String changed = alert.changed().stream().map(this::word).collect(Collectors.joining(", "));
    String colon = language == Language.FR ? "\u00a0: " : ": ";
    return "["
        + word(alert.kind())
        + " "
        + alert.seq()
        + (changed.isEmpty() ? "" : colon + changed)
        + "]";
  }

  private String word(Alert.Kind kind) {
    if (language == Language.EN) {
      return kind.toString();
    }
    return switch (kind) {
      case NEW -> "nouveau";
      case UPDATE -> "mise à jour";
      case CORRECTION -> "correction";
    };
  }

  private String word(Alert.Changed changed) {
    if (language == Language.EN) {
      return changed.toString();
    }
    return switch (changed) {
      case OUTLETS -> "médias";
      case TOPICS -> "sujets";
      case NUMBERS -> "chiffres";
      case HEADLINE -> "titre";
      case MATCH -> "de nouveau pertinent";
    };
  }
}
