package org.vigie.ingest.item;

import java.net.URI;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.ingest.feed.Links;

/// What guids, links and headlines tell by their form alone.
final class ArticleNames {
  private static final String DAY = "(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";

  /// The number of an article: long, and no day.
  private static final Pattern NUMBER = Pattern.compile("(?<!\\d)(?!" + DAY + "(?!\\d))\\d{5,}");

  /// The words of a headline in the last part of an address.
  private static final Pattern HEADLINE = Pattern.compile("(?:[^-_]+[-_]){4}[^-_]");

  /// What else addresses of articles have: `/article/42`, `?id=42`, `?p=42`.
  private static final Pattern CALLED =
      Pattern.compile(
          "[/?&-](?:(?:article|story|node|post)[-_/=]?|(?:id|id_?article|p)=)\\d+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DATED =
      Pattern.compile("/(?:19|20)\\d\\d/(?:\\d\\d?/){0,2}[^/]{4,}$");

  private static final int MIN_LENGTH = 16;
  private static final int MIN_DIGITS = 5;

  private static final int MIN_WORD = 4;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private ArticleNames() {}

  /// True for a guid or link of a form that sections, programmes and positions do not have.
  static boolean isCertain(String name) {
    if (Links.isHttp(name)) {
      String tail = name.substring(startOfTail(name));
      String path = name.substring(0, endOfPath(name));
      return NUMBER.matcher(tail).find()
          || HEADLINE.matcher(tail).find()
          || DATED.matcher(path).find()
          || CALLED.matcher(name).find();
    }
    return NUMBER.matcher(name).find()
        || name.length() >= MIN_LENGTH
            && name.chars().filter(Character::isDigit).count() >= MIN_DIGITS;
  }

  /// True for a guid that numbers something.
  static boolean mayBe(String guid) {
    return guid.chars().anyMatch(Character::isLetter) && guid.chars().anyMatch(Character::isDigit);
  }

  static boolean isHomePage(String link) {
    URI address = Links.parseUri(link);
    return address == null
        || (address.getRawPath() == null || address.getRawPath().matches("/?"))
            && address.getRawQuery() == null
            && address.getRawFragment() == null;
  }

  /// An address of which only host, number and query are left; the same address if there is no
  /// number in the last part of its path.
  static String withoutWords(String link) {
    int start = startOfTail(link);
    int end = endOfPath(link);
    Matcher numbers = NUMBER.matcher(link).region(start, end);
    String number = numbers.results().map(MatchResult::group).reduce("", (earlier, last) -> last);
    int host = link.indexOf('/', link.indexOf("//") + 2);
    return number.isEmpty() || host < 0
        ? link
        : link.substring(0, host + 1) + number + link.substring(end);
  }

  private static int endOfPath(String address) {
    int end = 0;
    while (end < address.length() && "?#".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    return end > 0 && address.charAt(end - 1) == '/' ? end - 1 : end;
  }

  private static int startOfTail(String address) {
    int end = endOfPath(address);
    int start = address.lastIndexOf('/', end - 1) + 1;
    return address.startsWith("//", start - 2) ? end : start;
  }

  /// True for headlines of which two thirds of the longer words are the same, and two at least.
  static boolean areAlike(String one, String other) {
    Set<String> words = splitWords(one);
    Set<String> all = splitWords(other);
    Set<String> both = new HashSet<>(words);
    both.retainAll(all);
    all.addAll(words);
    return both.size() >= 2 && both.size() * 3 >= all.size() * 2;
  }

  private static Set<String> splitWords(String headline) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(headline, Normalizer.Form.NFD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    Set<String> words = new HashSet<>();
    for (String word : BETWEEN_WORDS.split(plain)) {
      if (word.length() >= MIN_WORD) {
        words.add(word);
      }
    }
    return words;
  }
}
