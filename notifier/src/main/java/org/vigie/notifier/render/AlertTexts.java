package org.vigie.notifier.render;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Language;

/// The fixed words of a printed alert, by language.
///
/// @param language of the words
/// @param query label in place of the topic of a match by query alone
/// @param recipient text before the subscription's id
/// @param untitled text for an article without a headline
/// @param unsent mark of an alert that was never sent
/// @param before text before the previous headline
public record AlertTexts(
    Language language,
    String query,
    String recipient,
    String untitled,
    String unsent,
    String before) {
  private static final AlertTexts ENGLISH =
      new AlertTexts(
          Language.EN, "query", "for ", "(no headline)", "[archive, not sent]", "before: ");
  private static final AlertTexts FRENCH =
      new AlertTexts(
          Language.FR,
          "requête",
          "pour ",
          "(sans titre)",
          "[archive, non envoyée]",
          "avant\u00a0: ");

  public static AlertTexts forLanguage(Language language) {
    return switch (language) {
      case EN -> ENGLISH;
      case FR -> FRENCH;
    };
  }

  /// The kind of the alert and what has changed since the last one; empty for a new alert.
  ///
  /// @param topicName gives the name of a topic
  public String describeKind(Alert alert, UnaryOperator<String> topicName) {
    if (alert.kind() == Alert.Kind.NEW) {
      return "";
    }
    String changed =
        alert.kind() == Alert.Kind.CORRECTION
            ? describeWithdrawn(alert.withdrawnTopics().stream().map(topicName).toList())
            : alert.changed().stream()
                .map(
                    reason ->
                        reason == Alert.UpdateReason.DEVELOPMENT
                            ? describeDevelopments(alert.developments())
                            : translate(reason))
                .collect(Collectors.joining(", "));
    String colon = language == Language.FR ? "\u00a0: " : ": ";
    return "["
        + translate(alert.kind())
        + " "
        + alert.seq()
        + (changed.isEmpty() ? "" : colon + changed)
        + "]";
  }

  /// What kind of text the article is, in brackets; empty for news.
  public String describeForm(Alert alert) {
    ArticleForm form = alert.source().livePage() ? ArticleForm.LIVE : alert.form();
    boolean french = language == Language.FR;
    return switch (form) {
      case NEWS -> "";
      case LIVE -> french ? "[direct]" : "[live page]";
      case OPINION -> "[opinion]";
      case ANALYSIS -> french ? "[analyse]" : "[analysis]";
      case ROUNDUP -> french ? "[récapitulatif]" : "[roundup]";
      case DOSSIER -> "[dossier]";
      case MEDIA -> french ? "[vidéo ou audio]" : "[video or audio]";
      case PICTURE -> french ? "[images]" : "[pictures]";
    };
  }

  private String describeDevelopments(List<Alert.Development> developments) {
    boolean french = language == Language.FR;
    return developments.isEmpty()
        ? translate(Alert.UpdateReason.DEVELOPMENT)
        : developments.stream()
            .map(
                one ->
                    switch (one.kind()) {
                      case PHASE -> one.findName(language);
                      case COUNTRY ->
                          (french ? "nouveau\u00a0: " : "new: ") + one.findName(language);
                      case SCORE -> french ? "bien plus net" : "a far stronger match";
                    })
            .collect(Collectors.joining(", "));
  }

  private String describeWithdrawn(List<String> topics) {
    boolean french = language == Language.FR;
    if (topics.isEmpty()) {
      return french ? "ne répond plus à la demande" : "no longer what was asked for";
    }
    return (french ? "ne porte plus sur " : "no longer about ") + String.join(", ", topics);
  }

  private String translate(Alert.Kind kind) {
    if (language == Language.EN) {
      return kind.toString();
    }
    return switch (kind) {
      case NEW -> "nouveau";
      case UPDATE -> "mise à jour";
      case CORRECTION -> "correction";
    };
  }

  private String translate(Alert.UpdateReason changed) {
    if (language == Language.EN) {
      return changed.toString();
    }
    return switch (changed) {
      case OUTLETS -> "médias";
      case TOPICS -> "sujets";
      case NUMBERS -> "chiffres";
      case HEADLINE -> "titre";
      case MATCH -> "de nouveau pertinent";
      case NEWS -> "information";
      case DEVELOPMENT -> "développement";
    };
  }
}
