package org.vigie.app.demo;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An article of a sample outlet, its topics, and its edits. The component names are those of the
/// YAML file.
///
/// @param id unique in its outlet; part of guid and link
/// @param at the second at which it appears, null for one that was there before
/// @param hoursAgo hours from its publication to second 0, null for one that appears later
/// @param feeds names of its feeds; empty for the outlet's first feed
/// @param title the headline
/// @param summary one or two sentences
/// @param categories the outlet's categories
/// @param topics its topics by the definitions of the topics; empty for none
/// @param lure the word that could mislead a classifier, null for none
/// @param edits ordered by second
public record SampleItem(
    String id,
    @Nullable Integer at,
    @Nullable Integer hoursAgo,
    List<String> feeds,
    String title,
    String summary,
    List<String> categories,
    List<String> topics,
    @Nullable String lure,
    List<ItemEdit> edits) {

  /// Checks the values: exactly one of `at` and `hoursAgo`; no state shorter than the least
  /// duration of a feed's state; no change after the end of the sample; no lure with a topic.
  ///
  /// @throws IllegalArgumentException naming the item
  public SampleItem {
    if ((at == null) == (hoursAgo == null)) {
      throw new IllegalArgumentException("sample item '" + id + "' needs either at or hoursAgo");
    }
    feeds = feeds == null ? List.of() : List.copyOf(feeds);
    categories = categories == null ? List.of() : List.copyOf(categories);
    topics = topics == null ? List.of() : List.copyOf(topics);
    edits = edits == null ? List.of() : List.copyOf(edits);
    int earliest = at == null ? 0 : at;
    for (ItemEdit edit : edits) {
      if (edit.at() < earliest + SamplePress.MIN_STATE_SECONDS) {
        throw new IllegalArgumentException(
            "sample item '" + id + "': edit at " + edit.at() + " follows too soon");
      }
      earliest = edit.at();
    }
    if (earliest > SamplePress.DURATION_SECONDS - 1) {
      throw new IllegalArgumentException("sample item '" + id + "' changes after the end");
    }
    if (lure != null && !topics.isEmpty()) {
      throw new IllegalArgumentException("sample item '" + id + "' is a lure and has a topic");
    }
  }

  /// A change under the same guid; null components keep their value.
  ///
  /// @param at the second from which it is visible
  /// @param title the new headline
  /// @param summary the new summary
  /// @param topics the new topics
  /// @param redated moves the date of publication to this second
  /// @param comments the new number of comments
  public record ItemEdit(
      int at,
      @Nullable String title,
      @Nullable String summary,
      @Nullable List<String> topics,
      @Nullable Integer redated,
      @Nullable Integer comments) {}

  /// The state of an item from some second on.
  ///
  /// @param since that second; 0 for an item that was there before
  /// @param published time from second 0 to publication, negative before it
  /// @param comments number of comments
  record ItemState(
      int since,
      String title,
      String summary,
      List<String> topics,
      Duration published,
      int comments) {

    ItemState applyEdit(ItemEdit edit) {
      return new ItemState(
          edit.at(),
          edit.title() == null ? title : edit.title(),
          edit.summary() == null ? summary : edit.summary(),
          edit.topics() == null ? topics : edit.topics(),
          edit.redated() == null ? published : Duration.ofSeconds(edit.redated()),
          edit.comments() == null ? comments : edit.comments());
    }
  }

  /// Returns whether the first poll of its feed already finds it.
  boolean isBaseline() {
    return at == null;
  }

  /// Its state at a second, null before it appears.
  @Nullable ItemState findState(int second) {
    ItemState state = createFirstState();
    if (state.since() > second) {
      return null;
    }
    for (ItemEdit edit : edits) {
      if (edit.at() <= second) {
        state = state.applyEdit(edit);
      }
    }
    return state;
  }

  private ItemState createFirstState() {
    return at == null
        ? new ItemState(0, title, summary, topics, computeAge().negated(), 0)
        : new ItemState(at, title, summary, topics, Duration.ofSeconds(at), 0);
  }

  private Duration computeAge() {
    return Duration.ofHours(hoursAgo == null ? 0 : hoursAgo);
  }
}
