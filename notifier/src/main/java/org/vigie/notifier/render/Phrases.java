package org.vigie.notifier.render;

import java.util.List;
import java.util.Locale;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;

/// The words of messages in one language: all that is not of the press. A new language is one more
/// implementation. Immutable.
public interface Phrases {
  /// The words in a language.
  static Phrases in(Language language) {
    return switch (language) {
      case EN -> EnglishPhrases.ENGLISH;
      case FR -> FrenchPhrases.FRENCH;
    };
  }

  /// The locale of the language.
  Locale locale();

  /// A colon with the spaces that belong around it.
  String colon();

  /// The label in place of a topic, of a match by query alone.
  String query();

  /// In place of a headline that is missing.
  String untitled();

  /// The mark of an alert that was never sent.
  String unsent();

  /// Stands before a previous headline.
  String before();

  /// The heading of a table of contents.
  String contents();

  /// The text of a link to the article.
  String readArticle();

  /// The text of a link that ends the subscription.
  String unsubscribe();

  /// The mark of a trial.
  String trial();

  /// Joins texts, as in `RFI, Le Monde and AFP`.
  ///
  /// @param parts at least one
  String join(List<String> parts);

  /// Says that there are more, in place of the last part of a list: `3 others`.
  ///
  /// @param count at least 2
  String others(int count);

  /// Joins at most some texts, as in `RFI, Le Monde and 3 others`.
  ///
  /// @param parts at least one
  /// @param most how many are named if all are, at least 2; if there are more, one less is
  default String joinFirst(List<String> parts, int most) {
    if (parts.size() <= most) {
      return join(parts);
    }
    List<String> first = parts.subList(0, most - 1);
    return join(List.of(String.join(", ", first), others(parts.size() - first.size())));
  }

  /// A text in quotation marks.
  String quote(String text);

  /// The kind of an alert, as in `update 2`.
  String kind(Alert.Kind kind, int seq);

  /// Why an update was raised.
  String reason(Alert.UpdateReason reason);

  /// Says that a country is new in a story.
  String newCountry(String name);

  /// Says that a topic has a far higher score than before.
  String strongerMatch();

  /// Says what an article no longer is about.
  ///
  /// @param topics their names; empty if it is what a query asks for
  String withdrawn(List<String> topics);

  /// What kind of text an article is; empty for news.
  String form(ArticleForm form);

  /// The first of a month, or another day of it.
  String dayOfMonth(int day);

  /// Stands before the names of subscriptions.
  String recipients(String subscriptions);

  /// Counts stories: `12 stories`.
  String stories(int count);

  /// Why alerts were held.
  ///
  /// @param stories how many stories they tell
  String held(HoldReason reason, int stories);

  /// Says that a message is a trial.
  ///
  /// @param channel the name of the channel
  String trialLead(String channel);

  /// Says why a reader gets a message.
  ///
  /// @param subscriptions their names, joined
  /// @param several whether there are several
  /// @param match what they ask for and the article has; empty for a digest
  String why(String subscriptions, boolean several, String match);

  /// Names the topics of an article.
  ///
  /// @param labels at least one
  String matchedTopics(List<String> labels);

  /// Names the words by which a query found an article.
  ///
  /// @param words at least one
  String matchedWords(List<String> words);

  /// How to hear no more of the story of a message.
  ///
  /// @param command the command
  String stopStory(String command);

  /// How to hear no more of one of the stories of a digest.
  ///
  /// @param command the command without the id of the story
  String stopOneStory(String command);

  /// How to pause a subscription.
  String pause(String command);

  /// How to remove a subscription.
  String remove(String command);

  /// In place of the id of a subscription in a command, where one of several can be meant.
  String anySubscription();

  /// The subject of a message about a channel that fails.
  String noticeSubject(String channel, String subscription);

  /// Says what fails.
  ///
  /// @param kind of the channel
  /// @param since when the alert was raised that could not be sent; empty if that is not known
  String noticeLead(String channel, String kind, String subscription, String since, String problem);

  /// Says why a reader gets a message about a channel that fails.
  String noticeWhy();

  /// How to see what was not sent.
  String noticeList(String command);

  /// How to mend the channel.
  String noticeEdit(String command);

  /// How to send the alert again.
  String noticeRetry(String command);
}
