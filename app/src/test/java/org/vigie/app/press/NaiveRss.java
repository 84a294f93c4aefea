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

  static List<Item> items(byte[] document) {
    List<Item> items = new ArrayList<>();
    Matcher item = ITEM.matcher(new String(document, StandardCharsets.UTF_8));
    while (item.find()) {
      items.add(item(item.group()));
    }
    return items;
  }

  private static Item item(String xml) {
    String title = text(field(xml, "title"));
    String link = untracked(unescaped(field(xml, "link")));
    String guid = untracked(unescaped(field(xml, "guid")));
    List<String> said = new ArrayList<>(List.of(title, text(field(xml, "description")), link));
    said.addAll(fields(xml, "category").stream().map(NaiveRss::text).distinct().sorted().toList());
    String name = guid.isEmpty() ? link : guid;
    return new Item(name.isEmpty() ? title : name, said, field(xml, "pubDate"));
  }

  private static String untracked(String address) {
    int tracker = address.indexOf("#xtor");
    return (tracker < 0 ? address : address.substring(0, tracker)).strip();
  }

  private static String field(String xml, String name) {
    List<String> fields = fields(xml, name);
    return fields.isEmpty() ? "" : fields.getFirst();
  }

  private static List<String> fields(String xml, String name) {
    List<String> fields = new ArrayList<>();
    Matcher field =
        Pattern.compile("(?s)<" + name + "(?: [^>]*)?>(.*?)</" + name + ">").matcher(xml);
    while (field.find()) {
      fields.add(field.group(1));
    }
    return fields;
  }

  /// Unescapes XML, then the HTML in it.
  private static String text(String xml) {
    String html = TAG.matcher(unescaped(xml)).replaceAll(" ");
    return unescaped(unescaped(html)).replaceAll("[\\s\\u00a0\\u200b\\ufeff]+", " ").strip();
  }

  private static String unescaped(String xml) {
    String bare = xml.strip();
    return bare.startsWith("<![CDATA[") && bare.endsWith("]]>")
        ? bare.substring(9, bare.length() - 3).strip()
        : REFERENCE.matcher(bare).replaceAll(match -> Matcher.quoteReplacement(character(match)));
  }

  private static String character(MatchResult reference) {
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
