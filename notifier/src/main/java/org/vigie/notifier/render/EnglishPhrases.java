package org.vigie.notifier.render;

import java.util.List;
import java.util.Locale;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.HoldReason;

/// The words of messages in English.
final class EnglishPhrases implements Phrases {
  static final Phrases ENGLISH = new EnglishPhrases();

  private static final String COLON = ": ";

  private EnglishPhrases() {}

  @Override
  public Locale locale() {
    return Locale.ENGLISH;
  }

  @Override
  public String colon() {
    return COLON;
  }

  @Override
  public String query() {
    return "Query";
  }

  @Override
  public String untitled() {
    return "(no headline)";
  }

  @Override
  public String unsent() {
    return "archive, not sent";
  }

  @Override
  public String before() {
    return "before: ";
  }

  @Override
  public String contents() {
    return "Contents";
  }

  @Override
  public String readArticle() {
    return "Read the article";
  }

  @Override
  public String unsubscribe() {
    return "Unsubscribe";
  }

  @Override
  public String trial() {
    return "Trial";
  }

  @Override
  public String join(List<String> parts) {
    return parts.size() == 1
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
  }

  @Override
  public String others(int count) {
    return count + " others";
  }

  @Override
  public String quote(String text) {
    return "“" + text + "”";
  }

  @Override
  public String kind(Alert.Kind kind, int seq) {
    return switch (kind) {
      case NEW -> "new";
      case UPDATE -> "update " + seq;
      case CORRECTION -> "correction " + seq;
    };
  }

  @Override
  public String reason(Alert.UpdateReason reason) {
    return switch (reason) {
      case OUTLETS -> "outlets";
      case TOPICS -> "topics";
      case NUMBERS -> "numbers";
      case HEADLINE -> "headline";
      case MATCH -> "match";
      case NEWS -> "news";
      case DEVELOPMENT -> "development";
    };
  }

  @Override
  public String newCountry(String name) {
    return "new" + COLON + name;
  }

  @Override
  public String strongerMatch() {
    return "a far stronger match";
  }

  @Override
  public String withdrawn(List<String> topics) {
    return topics.isEmpty()
        ? "no longer what was asked for"
        : "no longer about " + String.join(", ", topics);
  }

  @Override
  public String form(ArticleForm form) {
    return switch (form) {
      case NEWS -> "";
      case LIVE -> "live page";
      case OPINION -> "opinion";
      case ANALYSIS -> "analysis";
      case ROUNDUP -> "roundup";
      case DOSSIER -> "dossier";
      case MEDIA -> "video or audio";
      case PICTURE -> "pictures";
    };
  }

  @Override
  public String dayOfMonth(int day) {
    return Integer.toString(day);
  }

  @Override
  public String recipients(String subscriptions) {
    return "for " + subscriptions;
  }

  @Override
  public String stories(int count) {
    return count == 1 ? "1 story" : count + " stories";
  }

  @Override
  public String held(HoldReason reason, int stories) {
    String kept = stories == 1 ? "A story held back" : stories(stories) + " held back";
    return switch (reason) {
      case DIGEST -> "Your digest: " + stories(stories) + ".";
      case QUIET -> kept + " during your quiet hours.";
      case CAP -> kept + ": your limit of messages in an hour was reached.";
      case COOL_DOWN ->
          stories == 1
              ? "What has changed since the last alert of this story."
              : "What has changed since the last alerts of these " + stories(stories) + ".";
      case PAUSED -> kept + " while your subscription was paused.";
      case PROMOTED ->
          (stories == 1 ? "A story" : stories(stories)) + " that you were not told at the time.";
    };
  }

  @Override
  public String trialLead(String channel) {
    return "This is a trial of the channel "
        + quote(channel)
        + ": the alert below is an example, nothing of the kind has happened.";
  }

  @Override
  public String why(String subscriptions, boolean several, String match) {
    return "You get this message for "
        + (several ? "your subscriptions " : "your subscription ")
        + subscriptions
        + (match.isEmpty() ? "" : " (" + match + ")")
        + ".";
  }

  @Override
  public String matchedTopics(List<String> labels) {
    return (labels.size() == 1 ? "topic" : "topics") + COLON + String.join(", ", labels);
  }

  @Override
  public String matchedWords(List<String> words) {
    return "the query finds " + String.join(", ", words.stream().map(this::quote).toList());
  }

  @Override
  public String stopStory(String command) {
    return "Hear no more of this story: " + command;
  }

  @Override
  public String stopOneStory(String command) {
    return "Hear no more of a story, by the code in brackets beside it: " + command + " CODE";
  }

  @Override
  public String pause(String command) {
    return "Pause the subscription: " + command;
  }

  @Override
  public String remove(String command) {
    return "Remove the subscription: " + command;
  }

  @Override
  public String anySubscription() {
    return "SUBSCRIPTION";
  }

  @Override
  public String noticeSubject(String channel, String subscription) {
    return "The channel " + quote(channel) + " of the subscription " + subscription + " fails";
  }

  @Override
  public String noticeLead(
      String channel, String kind, String subscription, String since, String problem) {
    return "An alert"
        + (since.isEmpty() ? "" : " of " + since)
        + " could not be sent by the channel "
        + quote(channel)
        + " ("
        + kind
        + ") of the subscription "
        + subscription
        + COLON
        + problem;
  }

  @Override
  public String noticeWhy() {
    return "You get this message because this other channel of the subscription works.";
  }

  @Override
  public String noticeList(String command) {
    return "See what was not sent: " + command;
  }

  @Override
  public String noticeEdit(String command) {
    return "Mend the channel: " + command;
  }

  @Override
  public String noticeRetry(String command) {
    return "Send the alert again: " + command;
  }
}
