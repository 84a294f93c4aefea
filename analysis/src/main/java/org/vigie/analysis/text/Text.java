package org.vigie.analysis.text;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Article;
import org.vigie.model.Content;
import org.vigie.model.Evidence;

/// A text that was read: what topics and queries look at. Immutable.
///
/// Where no summary was given, the first [#LEAD] units of the body stand for it, and the body
/// passage is what follows them.
public final class Text {
  /// UTF-16 units at the head of a body that stand for a missing summary.
  public static final int LEAD = 500;

  private final Content content;
  private final @Nullable Article article;
  private final Passage title;
  private final Passage summary;
  private final Passage body;

  /// Reads a text; every offset points into its fields.
  public Text(Content content) {
    this.content = content;
    article = null;
    title = Passage.of("title", content.title());
    String further = content.body() == null ? "" : content.body();
    int lead = content.summary().isEmpty() ? endOfLead(further, 0) : 0;
    summary =
        content.summary().isEmpty()
            ? Passage.of("body", further, 0, lead)
            : Passage.of("summary", content.summary());
    body = Passage.of("body", further, lead, further.length());
  }

  private Text(Article article) {
    this.article = article;
    content = article.content();
    String source = article.text();
    title = Passage.of("text", source, article.title().start(), article.title().end());
    String prose = withoutFurniture(article);
    int from = article.body().isEmpty() ? source.length() : article.body().getFirst().start();
    int lead = endOfLead(prose, from);
    summary = Passage.of("text", prose, from, lead);
    body = Passage.of("text", prose, lead, source.length());
  }

  /// Reads a plain article; every offset points into its text, under the field name `text`.
  public static Text of(Article article) {
    return new Text(article);
  }

  /// The text of an article with line ends instead of all that is no part of its body, so that
  /// offsets stay.
  private static String withoutFurniture(Article article) {
    char[] kept = new char[article.text().length()];
    Arrays.fill(kept, '\n');
    for (Article.Span part : article.body()) {
      article.text().getChars(part.start(), part.end(), kept, part.start());
    }
    return new String(kept);
  }

  /// Where the lead that begins at `from` ends: not inside a word; line ends do not count.
  private static int endOfLead(String source, int from) {
    int end = from;
    for (int left = LEAD; end < source.length() && left > 0; end++) {
      left -= source.charAt(end) == '\n' ? 0 : 1;
    }
    while (end < source.length() && !Character.isWhitespace(source.charAt(end))) {
      end++;
    }
    return end;
  }

  /// This text read anew with spaces instead of the given spans.
  public Text without(List<Evidence> spans) {
    if (article != null) {
      return of(Article.read(blank(article.text(), "text", spans)));
    }
    String further = content.body();
    return new Text(
        new Content(
            blank(content.title(), "title", spans),
            blank(content.summary(), "summary", spans),
            further == null ? null : blank(further, "body", spans),
            content.url(),
            content.author(),
            content.published(),
            content.updated(),
            content.categories()));
  }

  private static String blank(String source, String field, List<Evidence> spans) {
    char[] left = source.toCharArray();
    for (Evidence span : spans) {
      if (span.field().equals(field)) {
        Arrays.fill(left, span.start(), span.end(), ' ');
      }
    }
    return new String(left);
  }

  /// The text as given; for an article its headline and body.
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
    return article == null && !content.summary().isEmpty();
  }

  /// Title, summary and body, in this order.
  public List<Passage> passages() {
    return List.of(title, summary, body);
  }
}
