package org.vigie.analysis.text;

import java.util.List;
import org.vigie.model.Content;

/// A text that was read: what topics and queries look at. Immutable.
///
/// Where no summary was given, the first [#LEAD] units of the body stand for it, and the body
/// passage is what follows them.
public final class Text {
  /// UTF-16 units at the head of a body that stand for a missing summary.
  public static final int LEAD = 500;

  private final Content content;
  private final Passage title;
  private final Passage summary;
  private final Passage body;

  /// Reads a text; every offset points into its fields.
  public Text(Content content) {
    this.content = content;
    String further = content.body() == null ? "" : content.body();
    boolean summarised = !content.summary().isBlank();
    title = Passage.of("title", content.title());
    int lead = summarised ? 0 : endOfLead(further, 0);
    summary =
        summarised
            ? Passage.of("summary", content.summary())
            : Passage.of("body", further, 0, lead);
    body = Passage.of("body", further, lead, further.length());
  }

  /// Where the lead that begins at `from` ends: not inside a word.
  static int endOfLead(String source, int from) {
    int end = Math.min(source.length(), from + LEAD);
    while (end < source.length() && !Character.isWhitespace(source.charAt(end))) {
      end++;
    }
    return end;
  }

  /// The text as given.
  public Content content() {
    return content;
  }

  /// The headline.
  public Passage title() {
    return title;
  }

  /// The description, or the lead of the body where none was given.
  public Passage summary() {
    return summary;
  }

  /// The further text.
  public Passage body() {
    return body;
  }

  /// Whether the text came with a summary, so that its body decides nothing.
  public boolean summarised() {
    return !content.summary().isBlank();
  }

  /// Title, summary and body, in this order.
  public List<Passage> passages() {
    return List.of(title, summary, body);
  }
}
