package org.vigie.analysis.alert;

import java.time.Instant;
import org.vigie.analysis.KeyedState;
import org.vigie.model.Alert;
import org.vigie.model.Classification;
import org.vigie.model.TopicMatch;

/// What the alerts of the last days have told each subscription about each topic, whatever their
/// stories. Not thread-safe.
///
/// @param state the steps by [#key]
public record ToldSteps(KeyedState<TopicSteps> state) {
  /// Creates an empty instance in memory.
  public static ToldSteps inMap() {
    return new ToldSteps(KeyedState.inMap());
  }

  /// Returns the key of what a subscription was told about a topic.
  public static String key(String subscription, String topic) {
    return subscription + "/" + topic;
  }

  /// Adds what an alert tells. What a correction takes back was not told.
  public void addAlert(Alert alert) {
    String subscription = alert.subscription();
    for (String topic : alert.withdrawnTopics()) {
      state.put(
          key(subscription, topic), findSteps(subscription, topic).withoutStory(alert.story()));
    }
    for (TopicMatch topic : alert.topics()) {
      state.put(
          key(subscription, topic.topic()),
          findSteps(subscription, topic.topic()).withAlert(alert, topic));
    }
  }

  /// Returns whether the alerts of another story have told a subscription what a text says about a
  /// topic, see [TopicSteps#isRepeat].
  public boolean isRepeat(
      String subscription, TopicMatch topic, Classification findings, Instant since) {
    return findSteps(subscription, topic.topic()).isRepeat(topic, findings, since);
  }

  /// Returns what a subscription was told about a topic.
  TopicSteps findSteps(String subscription, String topic) {
    TopicSteps steps = state.get(key(subscription, topic));
    return steps == null ? TopicSteps.NONE : steps;
  }
}
