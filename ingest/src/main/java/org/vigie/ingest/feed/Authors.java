package org.vigie.ingest.feed;

import org.jspecify.annotations.Nullable;

/// Who wrote an entry, as one line. An e-mail address beside the name is kept in parentheses, as
/// the feed's publisher made it public.
final class Authors {
  private Authors() {}

  static @Nullable String rss(FeedElement item) {
    for (String name :
        new String[] {"author", "dc:creator", "itunes:author", "atom:author", "dc:author"}) {
      for (FeedElement element : item.all(name)) {
        String author = of(element);
        if (author != null) {
          return author;
        }
      }
    }
    return null;
  }

  static @Nullable String atom(FeedElement entry) {
    for (String name : new String[] {"atom:author", "author", "dc:creator"}) {
      for (FeedElement element : entry.all(name)) {
        String author = of(element);
        if (author != null) {
          return author;
        }
      }
    }
    return null;
  }

  private static @Nullable String of(FeedElement element) {
    if (!element.holdsElements()) {
      return blankToNull(PlainText.line(element.text()));
    }
    String name = element.textOf("atom:name", "name", "itunes:name");
    String email = element.textOf("atom:email", "email", "itunes:email");
    String label = name == null ? element.textOf("atom:uri", "uri", "atom:url", "url") : name;
    if (label == null) {
      return email == null ? blankToNull(PlainText.line(element.text())) : email;
    }
    return PlainText.line(email == null ? label : label + " (" + email + ")");
  }

  private static @Nullable String blankToNull(String text) {
    return text.isBlank() ? null : text;
  }
}
