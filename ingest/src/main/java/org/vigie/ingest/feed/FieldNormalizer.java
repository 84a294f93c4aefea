package org.vigie.ingest.feed;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jdom2.Element;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// Brings fields into the forms of RSS 2.0 and Atom 1.0 that Rome reads completely, and leaves out
/// what makes Rome throw: invalid hours and days, links of Atom without an address.
///
/// @param bases the addresses to which relative ones refer
record FieldNormalizer(FieldNames names, Bases bases) {
  /// The type of a text that is no HTML.
  static final String PLAIN = "text";

  private static final Pattern BASE64 =
      Pattern.compile("(?:(?:\\s*[A-Za-z0-9+/]){4})*+(?:(?:\\s*[A-Za-z0-9+/=]){4})?+\\s*");
  private static final Pattern HOUR = Pattern.compile("[01]?\\d|2[0-4]");

  /// Changes a field in place.
  ///
  /// @param source the element of the tolerant tree that the field was built from
  void normalise(Element field, org.jsoup.nodes.Element source) {
    boolean ofAtom = names.atom() && field.getNamespace().equals(XmlNames.ATOM);
    switch (field.getName()) {
      case "link" -> normaliseLink(field, source);
      case "category", "subject" -> normaliseCategory(field, ofAtom);
      case "author", "creator" -> normalisePerson(field, source, ofAtom);
      case "guid" -> normaliseGuid(field);
      case "title", "summary", "subtitle", "description", "content" -> normaliseText(field, source);
      case "skiphours" -> normaliseTimes(field, "skipHours", FieldNormalizer::isHour);
      case "skipdays" -> normaliseTimes(field, "skipDays", FieldNormalizer::isDay);
      default -> {}
    }
  }

  /// RSS has the address of a link as its text, Atom as its `href`. Feeds write relations in any
  /// case, as addresses of IANA, and in RSS as `ref`.
  private void normaliseLink(Element link, org.jsoup.nodes.Element source) {
    String rel = first(link, "rel", names.atom() ? "rel" : "ref").toLowerCase(Locale.ROOT);
    String href = first(link, "href");
    String text = bases.resolve(source, textOfLink(link.getText(), source));
    link.getAttributes().removeIf(attribute -> !attribute.getName().equals("type"));
    link.setAttribute("rel", rel.isEmpty() || rel.endsWith("alternate") ? "alternate" : rel);
    if (link.getNamespace().equals(XmlNames.ATOM)) {
      link.setText(href.isEmpty() && names.atom() ? text : href);
      link.setAttribute("href", link.getText());
    } else if (text.isEmpty()) {
      link.setText(first(link, "rel").equals("alternate") ? href : "");
    } else {
      link.setText(text);
    }
  }

  /// The text of a link, or the address in it if it is HTML: `<a href="…">lire</a>`.
  private static String textOfLink(String text, org.jsoup.nodes.Element source) {
    boolean html = text.startsWith("<");
    if (!html && source.firstElementChild() == null) {
      return text;
    }
    org.jsoup.nodes.Element found =
        (html ? Jsoup.parseBodyFragment(text) : source).selectFirst("a[href]");
    return found == null ? text : found.attr("href");
  }

  private static void normaliseCategory(Element category, boolean ofAtom) {
    if (ofAtom) {
      String term = first(category, "term", "label");
      category.setText(term.isEmpty() ? category.getText() : term);
      category.setAttribute("term", category.getText());
    } else if (PlainText.isBlank(category.getText())) {
      category.setText(first(category, "term", "text"));
    }
  }

  /// Takes of the parts of a person the name, else the address, else the e-mail address.
  private void normalisePerson(Element person, org.jsoup.nodes.Element source, boolean ofAtom) {
    String name = part(source, "name");
    String label = name == null ? part(source, "uri", "url") : name;
    String line = label == null ? part(source, "email") : label;
    if (line != null) {
      person.setText(line);
    }
    if (ofAtom && !PlainText.isBlank(person.getText())) {
      Element whole = new Element("name", XmlNames.ATOM).setText(person.getText());
      person.setText("").addContent(whole);
    }
  }

  /// The text of the first part that has one of these local names; null without one.
  private @Nullable String part(org.jsoup.nodes.Element source, String... wanted) {
    for (org.jsoup.nodes.Element child : source.children()) {
      String name = names.of(child);
      String text = FieldText.of(child, name, names);
      if (Arrays.asList(wanted).contains(name.substring(name.indexOf(':') + 1))
          && !PlainText.isBlank(text)) {
        return text;
      }
    }
    return null;
  }

  private static void normaliseGuid(Element guid) {
    boolean denied = first(guid, "ispermalink").equalsIgnoreCase("false");
    guid.setAttribute("isPermaLink", denied ? "false" : "true");
  }

  /// Reduces the types of a text of Atom to two: `text`, or HTML. Atom 1.0 has the types `text`,
  /// `html`, `xhtml` and, for contents, media types; Atom 0.3 has media types and a `mode`. What no
  /// type names as markup is text, and so is what has no type. All other texts are HTML: RSS knows
  /// no types, and descriptions of media are called plain whose `&` are escaped once more.
  private void normaliseText(Element field, org.jsoup.nodes.Element source) {
    field.removeAttribute("type");
    if (!field.getNamespace().equals(XmlNames.ATOM)) {
      return;
    }
    String name = field.getQualifiedName();
    org.jsoup.nodes.Element form = name.equals("atom:content") ? lastForm(source) : source;
    String type = attribute(form, "type");
    String mode = attribute(form, "mode");
    String text = FieldText.of(form, name, names);
    String decoded =
        mode.equals("base64") || isBinary(type)
            ? decodeBase64(form.text(), mode.equals("base64"))
            : null;
    boolean image = decoded == null && name.equals("atom:content") && isBinary(type);
    field.setText(decoded != null ? decoded : image && isBase64(text) ? "" : text);
    boolean escaped = type.isEmpty() && mode.equals("escaped");
    boolean marked = decoded != null || escaped || form.firstElementChild() != null;
    if (!marked && !isMarkup(type)) {
      field.setAttribute("type", PLAIN);
    }
  }

  /// An attribute in lower case without parameters; empty if it is missing.
  private static String attribute(org.jsoup.nodes.Element element, String name) {
    String value = element.attributes().getIgnoreCase(name).toLowerCase(Locale.ROOT);
    int parameters = value.indexOf(';');
    return (parameters < 0 ? value : value.substring(0, parameters)).strip();
  }

  private static boolean isMarkup(String type) {
    return type.endsWith("html") || type.endsWith("xml");
  }

  /// The last of several forms of one content (Atom 0.3, `multipart/alternative`), as in e-mail.
  private org.jsoup.nodes.Element lastForm(org.jsoup.nodes.Element content) {
    org.jsoup.nodes.Element lastForm = content;
    for (org.jsoup.nodes.Element child : content.children()) {
      lastForm = names.of(child).equals("atom:content") ? child : lastForm;
    }
    return lastForm;
  }

  private static boolean isBinary(String type) {
    return type.contains("/") && !type.startsWith("text/") && !isMarkup(type);
  }

  private static boolean isBase64(String text) {
    return BASE64.matcher(text).matches();
  }

  /// What Base64 stands for; null if a text is none, or stands for no text.
  ///
  /// @param declared true if the text is said to be Base64, so that it may be Latin text too
  private static @Nullable String decodeBase64(String base64, boolean declared) {
    if (!isBase64(base64)) {
      return null;
    }
    byte[] bytes = Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.UTF_8));
    String text =
        declared
            ? Decoding.decode(bytes, null)
            : Decoding.decodeStrictly(bytes, StandardCharsets.UTF_8);
    return text == null ? null : XmlRepair.withoutForbidden(text);
  }

  private static void normaliseTimes(Element times, String name, Predicate<String> known) {
    times.setName(name);
    times.getChildren().removeIf(time -> !known.test(time.getText()));
  }

  private static boolean isHour(String text) {
    return HOUR.matcher(text).matches();
  }

  private static boolean isDay(String text) {
    return Arrays.stream(DayOfWeek.values()).anyMatch(day -> day.name().equalsIgnoreCase(text));
  }

  /// The first of these attributes that shows something; empty without one.
  private static String first(Element element, String... attributes) {
    for (String attribute : attributes) {
      String value = element.getAttributeValue(attribute);
      if (value != null && !PlainText.isBlank(value)) {
        return value;
      }
    }
    return "";
  }
}
