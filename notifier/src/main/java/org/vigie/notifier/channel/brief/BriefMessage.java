package org.vigie.notifier.channel.brief;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.vigie.model.Language;
import org.vigie.model.TextTruncation;
import org.vigie.notifier.render.MessageView;
import org.vigie.notifier.render.Phrases;

/// A message with little room. A text that does not apply is empty.
///
/// @param kind what the message is
/// @param subject one line of at most [MessageView#MAX_SUBJECT_LENGTH]
/// @param lead a sentence about the whole message
/// @param sections the stories, by topic
/// @param leftOut says how many stories there are beside these
/// @param end why the reader gets it and how to stop it, one sentence each
/// @param read text of a link to an article
public record BriefMessage(
    MessageView.Kind kind,
    String subject,
    String lead,
    List<BriefSection> sections,
    String leftOut,
    List<String> end,
    String read) {
  private static final int MAX_LEAD_LENGTH = 500;
  private static final int MAX_END_LENGTH = 300;
  private static final int MAX_TITLE_LENGTH = 100;

  /// Copies the lists.
  public BriefMessage {
    sections = List.copyOf(sections);
    end = List.copyOf(end);
  }

  /// Stories of one topic.
  ///
  /// @param title empty where all stories are in one section
  public record BriefSection(String title, List<BriefStory> stories) {
    /// Copies the list.
    public BriefSection {
      stories = List.copyOf(stories);
    }
  }

  /// All stories in their order.
  public List<BriefStory> stories() {
    return sections.stream().flatMap(section -> section.stories().stream()).toList();
  }

  /// Whether it tells one story and leaves none out.
  public boolean isSingleStory() {
    return leftOut.isEmpty() && stories().size() == 1;
  }

  /// How much there may be.
  ///
  /// @param stories the maximum number of stories
  /// @param size the maximum of the sum of their sizes, as [StorySize] has it
  public record Room(int stories, int size) {}

  /// Measures a story as a channel counts it.
  @FunctionalInterface
  public interface StorySize {
    /// The size of a story.
    ///
    /// @param title the title above it; empty if there is none
    int measure(String title, BriefStory story);
  }

  /// Makes the brief form of a message: its first stories, as many as there is room for, one at
  /// least.
  public static BriefMessage of(MessageView view, Room room, StorySize size) {
    StoryPicker picker = new StoryPicker(room, size);
    List<BriefSection> sections = new ArrayList<>();
    for (MessageView.Section section : view.sections()) {
      String title =
          view.sections().size() == 1
              ? ""
              : TextTruncation.truncate(section.title(), MAX_TITLE_LENGTH);
      List<BriefStory> stories =
          picker.pick(
              title,
              section.stories().stream()
                  .map(story -> BriefStory.of(story, view.language()))
                  .toList());
      if (!stories.isEmpty()) {
        sections.add(new BriefSection(title, stories));
      }
    }
    return create(view, sections, picker.leftOut);
  }

  /// Takes stories in their order until one does not fit; none after that.
  private static final class StoryPicker {
    private final StorySize size;
    private int storiesLeft;
    private int sizeLeft;
    private boolean empty = true;
    private int leftOut;

    StoryPicker(Room room, StorySize size) {
      this.size = size;
      storiesLeft = room.stories();
      sizeLeft = room.size();
    }

    List<BriefStory> pick(String title, List<BriefStory> stories) {
      List<BriefStory> picked = new ArrayList<>();
      for (BriefStory story : stories) {
        int needed = size.measure(picked.isEmpty() ? title : "", story);
        if (leftOut == 0 && (empty || (storiesLeft > 0 && needed <= sizeLeft))) {
          picked.add(story);
          storiesLeft--;
          sizeLeft -= needed;
          empty = false;
        } else {
          leftOut++;
        }
      }
      return picked;
    }
  }

  private static BriefMessage create(
      MessageView view, List<BriefSection> sections, int storiesLeftOut) {
    return new BriefMessage(
        view.kind(),
        view.subject(),
        TextTruncation.truncate(view.lead(), MAX_LEAD_LENGTH),
        sections,
        describeLeftOut(view.language(), storiesLeftOut),
        Stream.concat(Stream.of(view.why()), view.stop().stream())
            .filter(sentence -> !sentence.isEmpty())
            .map(sentence -> TextTruncation.truncate(sentence, MAX_END_LENGTH))
            .toList(),
        Phrases.in(view.language()).readArticle());
  }

  private static String describeLeftOut(Language language, int stories) {
    return switch (language) {
      case EN -> stories == 0 ? "" : "… and " + stories + " more";
      case FR -> stories == 0 ? "" : "… et " + stories + (stories == 1 ? " autre" : " autres");
    };
  }
}
