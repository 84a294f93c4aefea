package org.vigie.notifier.render;

import java.util.List;
import org.vigie.model.Language;
import org.vigie.model.TopicNames;
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
/// @param recipients for whom it is: `pour otan et kiev`
/// @param why why the reader gets it
/// @param stop what the reader can do: how to stop the story or the subscription, how to mend the
///     channel of a notice; one sentence each, which ends with a command
public record MessageView(
    Language language,
    Kind kind,
    String subject,
    String lead,
    List<Section> sections,
    String recipients,
    String why,
    List<String> stop) {
  /// The maximum length of a subject, in UTF-16 units.
  public static final int MAX_SUBJECT_LENGTH = 150;

  private static final int MIN_STORIES_FOR_CONTENTS = 10;

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

  /// Writes the texts of a message. Topics that an alert does not name are given by their ids.
  public static MessageView of(Message message) {
    return of(message, TopicNames.IDS);
  }

  /// Writes the texts of a message.
  ///
  /// @param names name the topics that an alert does not name, as alerts of release 0.2 do not
  public static MessageView of(Message message, TopicNames names) {
    return new MessageWriter(message, names).write();
  }

  /// The stories of all sections.
  public List<StoryView> stories() {
    return sections.stream().flatMap(section -> section.stories().stream()).toList();
  }

  /// What a list of mails shows beside the subject.
  public String preview() {
    return lead.isEmpty() && !sections.isEmpty()
        ? stories().getFirst().outlets() + ". " + stories().getFirst().excerpt().text()
        : lead;
  }

  /// Whether it is no news but something that the reader must not take for news, or must mend.
  public boolean needsAttention() {
    return kind == Kind.TRIAL || kind == Kind.NOTICE;
  }

  /// Whether there are so many stories that a table of contents helps.
  public boolean hasContents() {
    return stories().size() >= MIN_STORIES_FOR_CONTENTS;
  }
}
