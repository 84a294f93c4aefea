package org.vigie.app.press;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads RSS by searching for tags: correct for well-formed UTF-8 documents with each field in its
/// own element, and independent of the product's code.
final class NaiveRss {
  private static final Pattern ITEM = Pattern.compile("(?s)<item[ >].*?</item>");
  private static final Pattern REFERENCE = Pattern.compile("&(#x?)?(\\w+);");
  private static final Pattern TAG = Pattern.compile("(?s)<[a-zA-Z/!][^>]*>");

  private NaiveRss() {}

  /// One `item`.
  ///
  /// @param name identifies the article: its guid without the tracker, else its link, else its
  ///     title
  /// @param said its title, summary, link without the tracker, and categories in any order
  /// @param date `pubDate` as written
  record Item(String name, List<String> said, String date) {}

  static List<Item> parseItems(byte[] document) {
    List<Item> items = new ArrayList<>();
    Matcher item = ITEM.matcher(new String(document, StandardCharsets.UTF_8));
    while (item.find()) {
      items.add(parseItem(item.group()));
    }
    return items;
  }

  private static Item parseItem(String xml) {
    String title = toText(findField(xml, "title"));
    String link = removeTracker(unescape(findField(xml, "link")));
    String guid = removeTracker(unescape(findField(xml, "guid")));
    List<String> said =
        new ArrayList<>(List.of(title, toText(findField(xml, "description")), link));
    said.addAll(
        findFields(xml, "category").stream().map(NaiveRss::toText).distinct().sorted().toList());
    String name = guid.isEmpty() ? link : guid;
    return new Item(name.isEmpty() ? title : name, said, findField(xml, "pubDate"));
  }

  private static String removeTracker(String address) {
    int tracker = address.indexOf("#xtor");
    return (tracker < 0 ? address : address.substring(0, tracker)).strip();
  }

  private static String findField(String xml, String name) {
    List<String> fields = findFields(xml, name);
    return fields.isEmpty() ? "" : fields.getFirst();
  }

  private static List<String> findFields(String xml, String name) {
    List<String> fields = new ArrayList<>();
    Matcher field =
        Pattern.compile("(?s)<" + name + "(?: [^>]*)?>(.*?)</" + name + ">").matcher(xml);
    while (field.find()) {
      fields.add(field.group(1));
    }
    return fields;
  }

  /// Unescapes XML, then the HTML in it.
  private static String toText(String xml) {
    String html = TAG.matcher(unescape(xml)).replaceAll(" ");
    return unescape(unescape(html)).replaceAll("[\\s\\u00a0\\u200b\\ufeff]+", " ").strip();
  }

  private static String unescape(String xml) {
    String bare = xml.strip();
    return bare.startsWith("<![CDATA[") && bare.endsWith("]]>")
        ? bare.substring(9, bare.length() - 3).strip()
        : REFERENCE.matcher(bare).replaceAll(match -> Matcher.quoteReplacement(toCharacter(match)));
  }

  private static String toCharacter(MatchResult reference) {
    String name = reference.group(2);
    if (reference.group(1) != null) {
      return Character.toString(Integer.parseInt(name, reference.group(1).endsWith("x") ? 16 : 10));
    }
    return switch (name) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "apos" -> "'";
      case "rsquo" -> "’";
      case "nbsp" -> " ";
      case "eacute" -> "é";
      case "egrave" -> "è";
      case "agrave" -> "à";
      default -> reference.group();
    };
  }
}
