package org.vigie.notifier.render;

import java.util.Locale;
import java.util.Map;

/// The colour in which a topic is shown. Each has a contrast of at least 4.5 on white, and its
/// light form on [#DARK_BACKGROUND] (WCAG AA).
public enum TopicColour {
  /// Of ceasefires.
  GREEN("#17713a", "#6fd394"),
  /// Of summits.
  BLUE("#1d5fbf", "#8ab8ff"),
  /// Of sanctions.
  RED("#b3261e", "#ff9a91"),
  /// Of coalitions.
  PURPLE("#7b2d8e", "#d9a0ea"),
  /// Of all others.
  TEAL("#0f6b74", "#7fd4dd");

  /// The background of messages in dark mode.
  public static final String DARK_BACKGROUND = "#14171a";

  private static final Map<String, TopicColour> BY_TOPIC =
      Map.of("ceasefire", GREEN, "summit", BLUE, "sanctions", RED, "coalition", PURPLE);

  private final String onWhite;
  private final String onDark;

  TopicColour(String onWhite, String onDark) {
    this.onWhite = onWhite;
    this.onDark = onDark;
  }

  /// The colour of a topic.
  ///
  /// @param topic its id; empty for a match by query alone
  public static TopicColour of(String topic) {
    return BY_TOPIC.getOrDefault(topic, TEAL);
  }

  /// The name of its class in HTML.
  public String cssClass() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The colour on white, as CSS writes it.
  public String onWhite() {
    return onWhite;
  }

  /// The colour on a dark background, as CSS writes it.
  public String onDark() {
    return onDark;
  }
}
