package org.vigie.ingest.feed;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Who wrote an entry, as one line. An e-mail address beside the name is kept in parentheses, as
/// the feed's publisher made it public.
final class Authors {
  private Authors() {}

  static @Nullable String rss(Fields fields) {
    for (String name :
        new String[] {"author", "dc:creator", "itunes:author", "atom:author", "dc:author"}) {
      for (Element element : fields.all(name)) {
        String author = of(element);
        if (author != null) {
          return author;
        }
      }
    }
    return null;
  }

  static @Nullable String atom(Fields entry) {
    for (String name : new String[] {"atom:author", "author", "dc:creator"}) {
      for (Element element : entry.all(name)) {
        String author = of(element);
        if (author != null) {
          return author;
        }
      }
    }
    return null;
  }

  private static @Nullable String of(Element element) {
    if (element.firstElementChild() == null) {
      return blankToNull(PlainText.line(Fields.text(element)));
    }
    Fields parts = new Fields(element);
    String name = parts.text("atom:name", "name", "itunes:name");
    String email = parts.text("atom:email", "email", "itunes:email");
    String label = name == null ? parts.text("atom:uri", "uri", "atom:url", "url") : name;
    if (label == null) {
      return email == null ? blankToNull(PlainText.line(Fields.text(element))) : email;
    }
    return PlainText.line(email == null ? label : label + " (" + email + ")");
  }

  static @Nullable String firstAttribute(Element element, String... names) {
    for (String name : names) {
      String value = element.attr(name).strip();
      if (!value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable String blankToNull(String text) {
    return text.isBlank() ? null : text;
  }
}
