package org.vigie.notifier.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.Evidence;
import org.vigie.model.HoldReason;
import org.vigie.model.SafeText;
import org.vigie.model.TextTruncation;
import org.vigie.model.TopicNames;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.render.MessageView.MessageKind;
import org.vigie.notifier.render.MessageView.Section;

/// Writes the texts of one message.
final class MessageWriter {
  private static final int MAX_SUBSCRIPTIONS = 5;
  private static final int MAX_WORDS = 5;
  private static final int MAX_PROBLEM_LENGTH = 300;

  /// What a shell reads as it stands.
  private static final Pattern PLAIN_ARGUMENT = Pattern.compile("[A-Za-z0-9._/:@%+=,-]+");

  private final Message message;
  private final Message.Reader reader;
  private final Phrases phrases;
  private final StoryWriter stories;

  MessageWriter(Message message, TopicNames names) {
    this.message = message;
    reader = message.reader();
    phrases = Phrases.in(reader.language());
    stories = new StoryWriter(reader.language(), reader.zone(), names);
  }

  MessageView write() {
    return switch (message.content()) {
      case Message.ToldAlerts(List<Alert> alerts, HoldReason held) -> writeAlerts(alerts, held);
      case Message.Trial(Alert alert) -> writeTrial(alert);
      case Message.FailingChannel(Delivery.Notice notice) -> writeNotice(notice);
    };
  }

  private MessageView writeAlerts(List<Alert> alerts, @Nullable HoldReason held) {
    List<StoryView> newestFirst = writeStories(alerts);
    int count = newestFirst.size();
    String lead = held == null ? "" : phrases.held(held, count);
    if (count == 1) {
      StoryView story = newestFirst.getFirst();
      return create(
          MessageKind.ALERT,
          describeSubject(alerts.getLast(), story),
          lead,
          List.of(new Section("", "", newestFirst)),
          phrases.why(nameSubscriptions(), isShared(), describeMatch(alerts.getLast(), story)),
          stopStory(phrases.stopStory(command("mute") + " " + quote(story.id()))));
    }
    List<Section> sections = groupByTopic(newestFirst);
    return create(
        MessageKind.DIGEST,
        describeSubject(sections, count),
        lead,
        sections,
        phrases.why(nameSubscriptions(), isShared(), ""),
        stopStory(phrases.stopOneStory(command("mute"))));
  }

  /// One view a story, of all its alerts; newest first.
  private List<StoryView> writeStories(List<Alert> alerts) {
    Map<String, List<Alert>> byStory = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      // Put again at the end, so that the story that was told of last comes last.
      List<Alert> earlier = byStory.remove(alert.story());
      List<Alert> all = earlier == null ? new ArrayList<>() : earlier;
      all.add(alert);
      byStory.put(alert.story(), all);
    }
    return byStory.values().stream().map(all -> stories.write(all, isShared())).toList().reversed();
  }

  /// By the first topic of each story, the section of the newest story first.
  private static List<Section> groupByTopic(List<StoryView> newestFirst) {
    Map<String, List<StoryView>> byTopic =
        newestFirst.stream()
            .collect(
                Collectors.groupingBy(
                    story -> story.topics().getFirst().id(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byTopic.entrySet().stream()
        .map(
            group ->
                new Section(
                    group.getKey(),
                    group.getValue().getFirst().topics().getFirst().name(),
                    group.getValue()))
        .toList();
  }

  private MessageView writeTrial(Alert alert) {
    StoryView story = stories.write(List.of(alert), isShared());
    return create(
        MessageKind.TRIAL,
        phrases.trial() + phrases.colon() + describeSubject(alert, story),
        phrases.trialLead(StoryWriter.clean(message.channel().name())),
        List.of(new Section("", "", List.of(story))),
        phrases.why(nameSubscriptions(), isShared(), ""),
        stopSubscription());
  }

  private MessageView writeNotice(Delivery.Notice notice) {
    String channel = StoryWriter.clean(notice.channel());
    String subscription = StoryWriter.clean(reader.subscription());
    Instant since = notice.since();
    return create(
        MessageKind.NOTICE,
        phrases.noticeSubject(channel, subscription),
        phrases.noticeLead(
            channel,
            StoryWriter.clean(notice.kind()),
            subscription,
            since == null ? "" : new PublicationTime(phrases, reader.zone()).format(since),
            SafeText.toLine(notice.problem(), MAX_PROBLEM_LENGTH)),
        List.of(),
        phrases.noticeWhy(),
        List.of(
            phrases.noticeList("vigie deliveries list --subscription " + quote(subscription)),
            phrases.noticeEdit("vigie subscriptions edit " + quote(subscription)),
            phrases.noticeRetry(
                "vigie deliveries retry " + quote(SafeText.toLine(notice.failed())))));
  }

  private MessageView create(
      MessageKind kind,
      String subject,
      String lead,
      List<Section> sections,
      String why,
      List<String> stop) {
    return new MessageView(
        reader.language(),
        kind,
        TextTruncation.truncateAtWord(subject, MessageView.MAX_SUBJECT_LENGTH),
        lead,
        sections,
        phrases.recipients(nameSubscriptions()),
        why,
        stop);
  }

  /// `Sanctions (imposées), mise à jour 2 : …`; a query is named by its subscription.
  private String describeSubject(Alert alert, StoryView story) {
    String topics =
        story.topics().getFirst().id().isEmpty()
            ? nameSubscriptions()
            : story.topics().stream().map(TopicView::label).collect(Collectors.joining(", "));
    String kind = story.change().isEmpty() ? "" : phrases.kind(alert.kind(), alert.seq());
    return Stream.of(topics, kind).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "))
        + phrases.colon()
        + story.headline().text();
  }

  /// `12 actualités : Sanctions (7), Sommets (5)`.
  private String describeSubject(List<Section> sections, int count) {
    boolean queryOnly = sections.size() == 1 && sections.getFirst().topic().isEmpty();
    return queryOnly
        ? phrases.stories(count) + " " + phrases.recipients(nameSubscriptions())
        : phrases.stories(count)
            + phrases.colon()
            + sections.stream()
                .map(section -> section.title() + " (" + section.stories().size() + ")")
                .collect(Collectors.joining(", "));
  }

  /// What the subscription asks for and the article has.
  private String describeMatch(Alert alert, StoryView story) {
    Alert.QueryMatch query = alert.query();
    List<String> words =
        query == null
            ? List.of()
            : query.evidence().stream()
                .map(Evidence::text)
                .map(StoryWriter::clean)
                .distinct()
                .limit(MAX_WORDS)
                .toList();
    return Stream.of(
            alert.topics().isEmpty()
                ? ""
                : phrases.matchedTopics(story.topics().stream().map(TopicView::label).toList()),
            words.isEmpty() ? "" : phrases.matchedWords(words))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private boolean isShared() {
    return reader.subscriptions().size() > 1;
  }

  private String nameSubscriptions() {
    return phrases.joinFirst(
        reader.subscriptions().stream().map(StoryWriter::clean).toList(), MAX_SUBSCRIPTIONS);
  }

  private List<String> stopStory(String sentence) {
    return Stream.concat(Stream.of(sentence), stopSubscription().stream()).toList();
  }

  private List<String> stopSubscription() {
    return List.of(phrases.pause(command("pause")), phrases.remove(command("remove")));
  }

  private String command(String verb) {
    String id =
        isShared() ? phrases.anySubscription() : quote(SafeText.toLine(reader.subscription()));
    return "vigie subscriptions " + verb + " " + id;
  }

  /// An argument as a shell reads it.
  private static String quote(String argument) {
    return PLAIN_ARGUMENT.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
