package org.vigie.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Article.Precision;
import org.vigie.model.Article.PublicationDate;
import org.vigie.model.Article.TextSpan;

/// Finds the publication date of a plain-text article: before its text (`date 2025-08-07`), in a
/// line such as `publié le 16 mars 2025 à 19h07`, or in a line of its own. The most precise date
/// wins; among equally precise ones the first.
final class ArticleDateFinder {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Pattern LEADING =
      Pattern.compile("^[\\s\\ufeff]*date (\\d{4})-(\\d{2})(?:-(\\d{2}))?(?![\\d-])");
  private static final String TIME =
      "(?:,?\\s+(?:à\\s+)?(?<hour>\\d{1,2})\\s?[h:]\\s?(?<minute>\\d{2})?)?";
  private static final String DATE =
      "(?:(?<day>\\d{1,2})(?:er)?\\s+)?(?<name>\\p{L}+)\\s+(?<year>\\d{4})"
          + "|(?<day2>\\d{1,2})[/.-](?<month2>\\d{1,2})[/.-](?<year2>\\d{4})"
          + "|(?<year3>\\d{4})-(?<month3>\\d{2})-(?<day3>\\d{2})";
  private static final Pattern LINE =
      Pattern.compile(
          "^(?:(?:article\\s+)?(?:publiée?|mise? en ligne|parue?|postée?)\\s*:?\\s+(?:le\\s+)?)?"
              + "(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?\\s+)?"
              + "(?:"
              + DATE
              + ")"
              + TIME
              + "(?<rest>.*)$",
          FLAGS);
  private static final Pattern PUBLICATION_VERB =
      Pattern.compile("^(article\\s+)?(publi|mise?\\s|paru|post)", FLAGS);
  private static final int MAX_LINE_LENGTH = 120;

  private final String text;
  private @Nullable PublicationDate mostPrecise;

  ArticleDateFinder(String text) {
    this.text = text;
  }

  /// Reads a date before the text and returns the offset at which the text begins.
  int readLeadingDate() {
    Matcher m = LEADING.matcher(text);
    if (!m.find()) {
      return 0;
    }
    addCandidate(m.group(1), m.group(2), m.group(3), null, null, new TextSpan(m.start(1), m.end()));
    return m.end();
  }

  /// Returns true if a line contains only a publication date, and takes it into account.
  boolean readDateLine(TextSpan line) {
    if (line.end() - line.start() > MAX_LINE_LENGTH) {
      return false;
    }
    String words = line.substringOf(text);
    Matcher m = LINE.matcher(words);
    if (!m.matches()) {
      return false;
    }
    boolean announced = PUBLICATION_VERB.matcher(words).find();
    if (!announced && !m.group("rest").isBlank()) {
      return false;
    }
    String month = firstNonNull(m.group("month2"), m.group("month3"));
    if (month == null) {
      month = String.valueOf(CalendarNames.findMonth(DateText.toPlain(m.group("name"))));
    }
    String year = firstNonNull(m.group("year"), m.group("year2"), m.group("year3"));
    String day = firstNonNull(m.group("day"), m.group("day2"), m.group("day3"));
    return year != null && addCandidate(year, month, day, m.group("hour"), m.group("minute"), line);
  }

  /// The most precise date found so far, null if none.
  @Nullable PublicationDate mostPreciseDate() {
    return mostPrecise;
  }

  private static @Nullable String firstNonNull(@Nullable String... choices) {
    for (String choice : choices) {
      if (choice != null) {
        return choice;
      }
    }
    return null;
  }

  private boolean addCandidate(
      String year,
      String month,
      @Nullable String day,
      @Nullable String hour,
      @Nullable String minute,
      TextSpan place) {
    try {
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(year),
              Integer.parseInt(month),
              day == null ? 1 : Integer.parseInt(day));
      LocalTime time =
          hour == null
              ? LocalTime.MIDNIGHT
              : LocalTime.of(Integer.parseInt(hour), minute == null ? 0 : Integer.parseInt(minute));
      Precision precision =
          day == null ? Precision.MONTH : hour == null ? Precision.DAY : Precision.MINUTE;
      if (mostPrecise == null || precision.compareTo(mostPrecise.precision()) > 0) {
        mostPrecise =
            new PublicationDate(
                date.atTime(time).atZone(PressTimeZone.PARIS).toInstant(), precision, place);
      }
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
