package org.vigie.analysis.text;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Article;
import org.vigie.model.Content;
import org.vigie.model.Evidence;

/// A tokenized text. Immutable.
///
/// If the text has no summary, the first [#LEAD] units of the body serve as summary, and the body
/// passage is the rest.
public final class TokenizedText {
  /// UTF-16 units at the head of a body that serve as a missing summary.
  public static final int LEAD_LENGTH = 500;

  private final Content content;
  private final @Nullable Article article;
  private final Passage title;
  private final Passage summary;
  private final Passage body;

  /// Tokenizes a content; offsets point into its fields.
  public TokenizedText(Content content) {
    this.content = content;
    article = null;
    title = Passage.of("title", content.title());
    String further = content.body() == null ? "" : content.body();
    int lead = content.summary().isEmpty() ? findLeadEnd(further, 0) : 0;
    summary =
        content.summary().isEmpty()
            ? Passage.of("body", further, 0, lead)
            : Passage.of("summary", content.summary());
    body = Passage.of("body", further, lead, further.length());
  }

  private TokenizedText(Article article) {
    this.article = article;
    content = article.toContent();
    String source = article.text();
    title = Passage.of("text", source, article.title().start(), article.title().end());
    String prose = withoutFurniture(article);
    int from = article.body().isEmpty() ? source.length() : article.body().getFirst().start();
    int lead = findLeadEnd(prose, from);
    summary = Passage.of("text", prose, from, lead);
    body = Passage.of("text", prose, lead, source.length());
  }

  /// Tokenizes a plain article; offsets point into its text, under the field name `text`.
  public static TokenizedText of(Article article) {
    return new TokenizedText(article);
  }

  /// Returns the text of an article with line ends in place of everything outside its body; offsets
  /// stay the same.
  private static String withoutFurniture(Article article) {
    char[] kept = new char[article.text().length()];
    Arrays.fill(kept, '\n');
    for (Article.TextSpan part : article.body()) {
      article.text().getChars(part.start(), part.end(), kept, part.start());
    }
    return new String(kept);
  }

  /// Returns the end of the lead that begins at `from`, extended to the end of a word; line ends do
  /// not count.
  private static int findLeadEnd(String source, int from) {
    int end = from;
    for (int left = LEAD_LENGTH; end < source.length() && left > 0; end++) {
      left -= source.charAt(end) == '\n' ? 0 : 1;
    }
    while (end < source.length() && !Character.isWhitespace(source.charAt(end))) {
      end++;
    }
    return end;
  }

  /// Tokenizes this text again with spaces in place of the given spans.
  public TokenizedText withoutSpans(List<Evidence> spans) {
    if (article != null) {
      return of(Article.parse(blankSpans(article.text(), "text", spans)));
    }
    String further = content.body();
    return new TokenizedText(
        new Content(
            blankSpans(content.title(), "title", spans),
            blankSpans(content.summary(), "summary", spans),
            further == null ? null : blankSpans(further, "body", spans),
            content.url(),
            content.author(),
            content.published(),
            content.updated(),
            content.categories()));
  }

  private static String blankSpans(String source, String field, List<Evidence> spans) {
    char[] left = source.toCharArray();
    for (Evidence span : spans) {
      if (span.field().equals(field)) {
        Arrays.fill(left, span.start(), span.end(), ' ');
      }
    }
    return new String(left);
  }

  /// Returns the content as given; of an article its headline and body.
  public Content content() {
    return content;
  }

  /// Returns the plain article that was tokenized, null if it was a content.
  public @Nullable Article article() {
    return article;
  }

  /// Returns the passage of the headline.
  public Passage title() {
    return title;
  }

  /// Returns the passage of the summary, or of the lead of the body if there is no summary.
  public Passage summary() {
    return summary;
  }

  /// Returns the passage of the remaining text.
  public Passage body() {
    return body;
  }

  /// Returns whether the content has a summary; its body then has no influence on topics.
  public boolean hasSummary() {
    return article == null && !content.summary().isEmpty();
  }

  /// Returns title, summary and body, in this order.
  public List<Passage> passages() {
    return List.of(title, summary, body);
  }
}
