package org.vigie.notifier.render;

import java.time.format.DateTimeFormatter;
import java.util.List;
import org.vigie.model.Alert;
import org.vigie.model.Language;
import org.vigie.model.SafeText;
import org.vigie.notifier.channel.Message;

/// Everything that a message says, in the language and zone of its reader: plain text, nothing
/// escaped for any form, no control characters. A text that does not apply is empty.
///
/// @param language of the texts around those of the press
/// @param kind what the message is
/// @param subject one line of at most [#MAX_SUBJECT_LENGTH]: the subject of a mail, the title on a
///     phone
/// @param lead a sentence about the whole message
/// @param sections what it tells; one section unless it is a digest, none for a notice
/// @param why why the reader gets it
/// @param stop how to stop the story or the subscription, one sentence each
public record MessageView(
    Language language,
    Kind kind,
    String subject,
    String lead,
    List<Section> sections,
    String why,
    List<String> stop) {
  /// The maximum length of a subject, in UTF-16 units.
  public static final int MAX_SUBJECT_LENGTH = 150;

  /// What a message is.
  public enum Kind {
    /// One story.
    ALERT,
    /// Several stories.
    DIGEST,
    /// A trial of the channel; its story is an example.
    TRIAL,
    /// A message about another channel.
    NOTICE
  }

  /// The stories of one topic.
  ///
  /// @param topic the id of the topic; empty for matches by query alone
  /// @param title its name
  /// @param stories newest first
  public record Section(String topic, String title, List<StoryView> stories) {
    /// Copies the list.
    public Section {
      stories = List.copyOf(stories);
    }
  }

  /// Copies the lists.
  public MessageView {
    sections = List.copyOf(sections);
    stop = List.copyOf(stop);
  }

  /// Writes the texts of a message.
  public static MessageView of(Message message) {
    List<StoryView> stories =
        message.content().alerts().reversed().stream().map(alert -> view(message, alert)).toList();
    Kind kind =
        switch (message.content()) {
          case Message.Alerts alerts -> alerts.alerts().size() == 1 ? Kind.ALERT : Kind.DIGEST;
          case Message.Trial trial -> Kind.TRIAL;
          case Message.FailingChannel notice -> Kind.NOTICE;
        };
    String subject = stories.isEmpty() ? "Vigie" : stories.getFirst().headline().text();
    return new MessageView(
        message.language(),
        kind,
        SafeText.toLine(subject, MAX_SUBJECT_LENGTH),
        "",
        stories.isEmpty() ? List.of() : List.of(new Section("", "", stories)),
        String.join(", ", message.reader().subscriptions()),
        List.of());
  }

  private static StoryView view(Message message, Alert alert) {
    return new StoryView(
        SafeText.toLine(alert.id().substring(0, Math.min(8, alert.id().length()))),
        MarkedText.of(SafeText.toLine(alert.source().headline())),
        alert.url(),
        "",
        "",
        alert.topics().stream().map(match -> new TopicView(match.topic(), match.topic())).toList(),
        SafeText.toLine(alert.outletName()),
        "",
        DateTimeFormatter.ofPattern("d.M.uuuu, HH:mm")
            .format(alert.timeline().seen().atZone(message.reader().zone())),
        MarkedText.of(SafeText.toLine(alert.source().summary())),
        "");
  }
}
