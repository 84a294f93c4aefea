package org.vigie.wire;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Article;
import org.vigie.model.Content;
import org.vigie.model.Outlet;
import org.vigie.model.WrittenDate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/// An article as filters and imports read it from a line of JSON. Unknown fields are ignored, and
/// so are the labels of a reader, which only some commands read.
///
/// @param id chosen by the author of the line
/// @param title may be missing
/// @param summary may be missing
/// @param body may be missing
/// @param outlet its name; `source` is accepted; an agency may stand behind it in brackets
/// @param published a date in any form of [WrittenDate]: `2025-10-09T08:40+02:00`, `2025-10-09
///     08:40` in Paris, `2025-10` for the first instant of the month; MongoDB's `{"$date":…}` is
///     read too, `NaN` is missing, and any other value is kept as JSON; may be missing
/// @param seen when the press could first read it, in the same forms; may be missing
/// @param url may be missing
/// @param author may be missing
public record ItemLine(
    String id,
    @Nullable String title,
    @Nullable String summary,
    @Nullable String body,
    @JsonAlias("source") @Nullable String outlet,
    @JsonDeserialize(using = DateReader.class) @Nullable String published,
    @JsonDeserialize(using = DateReader.class) @Nullable String seen,
    @Nullable String url,
    @Nullable String author) {
  private static final ObjectReader READER =
      Json.MAPPER
          .readerFor(ItemLine.class)
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);

  private static final Pattern AGENCY_IN_BRACKETS = Pattern.compile("\\(([^()]*+)\\)\\s*+$");
  private static final Outlet UNKNOWN_OUTLET = new Outlet("unknown", "unknown");

  /// Reads whatever stands for a date: what is none costs the date and not the line. Python writes
  /// `NaN` for a missing one, MongoDB an object around it.
  private static final class DateReader extends StdDeserializer<String> {
    DateReader() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
      if (json.isNaN()) {
        return null;
      }
      if (json.currentToken().isScalarValue()) {
        return json.getValueAsString();
      }
      JsonNode value = context.readTree(json);
      for (String wrapper : List.of("$date", "$numberLong")) {
        value = value.has(wrapper) ? value.get(wrapper) : value;
      }
      return value.isValueNode() ? value.asString() : value.toString();
    }
  }

  /// Refuses a line without an id.
  public ItemLine {
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException("'id' is missing");
    }
  }

  /// Reads a line.
  ///
  /// @throws Json.MalformedJsonException if it is no such article
  public static ItemLine read(String line) {
    return Json.readUserInput(line, READER, "article");
  }

  /// The text of the article with its date, link and author; undated if `published` is no date.
  public Content toContent() {
    return Content.of(title == null ? "" : title, summary == null ? "" : summary)
        .withBody(body)
        .withUrl(url)
        .withAuthor(author == null ? findAgency() : author)
        .withPublished(parseInstant(published));
  }

  /// The outlet without the agency in brackets; `unknown` if the line names none.
  public Outlet toOutlet() {
    String name = outlet == null ? "" : AGENCY_IN_BRACKETS.matcher(outlet).replaceFirst("").strip();
    return name.isEmpty() ? UNKNOWN_OUTLET : Outlet.named(name);
  }

  /// When the press could first read it: `seen`, else `published`, else the given time. What is no
  /// date counts as missing.
  public Instant seenOr(Instant otherwise) {
    Instant seenTime = parseInstant(seen);
    Instant time = seenTime == null ? parseInstant(published) : seenTime;
    return time == null ? otherwise : time;
  }

  /// What is wrong with `published` or `seen`, for commands that need a time; null if both are
  /// dates or missing.
  public @Nullable String dateProblem() {
    return isNoDate(published)
        ? "'published' is no date: " + published
        : isNoDate(seen) ? "'seen' is no date: " + seen : null;
  }

  /// True if `published` names a month or a year and no day.
  public boolean publishedWithoutDay() {
    WrittenDate date = published == null ? null : WrittenDate.parse(published);
    return date != null && date.precision().compareTo(Article.Precision.DAY) < 0;
  }

  /// The text in brackets behind the outlet, null if there is none.
  private @Nullable String findAgency() {
    Matcher credit = AGENCY_IN_BRACKETS.matcher(outlet == null ? "" : outlet);
    return credit.find() ? credit.group(1) : null;
  }

  private static boolean isNoDate(@Nullable String date) {
    return date != null && !date.isBlank() && parseInstant(date) == null;
  }

  private static @Nullable Instant parseInstant(@Nullable String written) {
    WrittenDate date = written == null ? null : WrittenDate.parse(written);
    if (date == null
        || date.instant().isBefore(Content.EARLIEST)
        || date.instant().isAfter(Content.LATEST)) {
      return null;
    }
    return date.instant();
  }
}
