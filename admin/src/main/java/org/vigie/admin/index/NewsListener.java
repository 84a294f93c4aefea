package org.vigie.admin.index;

/// Hears of what is new. Called on the thread that follows Kafka, once the index shows it; must
/// return at once and not throw.
public interface NewsListener {
  /// A story has come or changed.
  void onStory(StoryCard story);

  /// What came for a while was not told: what is shown must be asked for again.
  void onGap();

  /// An alert was raised.
  void onAlert(AlertNotice alert);
}
