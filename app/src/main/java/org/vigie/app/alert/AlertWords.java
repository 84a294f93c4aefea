package org.vigie.app.alert;

import java.util.stream.Collectors;
import org.vigie.model.Alert;
import org.vigie.model.Language;

/// The fixed words of a printed alert, by language.
///
/// @param language of the words
/// @param query label in place of the topic of a match by query alone
/// @param recipient text before the subscription's id
/// @param untitled text for an article without a headline
/// @param unsent mark of an alert that was never sent
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

  /// The kind of the alert and what has changed since the last one; empty for a new alert.
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
