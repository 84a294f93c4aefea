package org.vigie.admin.index;

/// Hears of what is new. Called on the thread that follows Kafka, once the index shows it; must
/// return at once and not throw.
public interface NewsListener {
  /// A story has come or changed.
  void onStory(StoryCard story);

  /// An alert was raised.
  void onAlert(AlertNotice alert);
}
