package org.vigie.admin.index;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.vigie.admin.index.ArticleCounts.IdCount;
import org.vigie.admin.index.ArticleCounts.OutletCount;
import org.vigie.admin.index.ArticleCounts.TimeBar;
import org.vigie.admin.index.ArticleCounts.TimeUnit;
import org.vigie.model.PressTimeZone;

/// Counts the articles of a search in one pass. Values are counted by their ordinals within a
/// segment, so that a text is looked up once for each segment and not for each article.
final class ArticleTally extends SimpleCollector {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int MAX_VALUES = 50;

  /// The most bars of a histogram, beyond which they become longer.
  private static final int MAX_BARS = 120;

  private final Map<Long, long[]> hours = new HashMap<>();
  private final ValueCounts topics = new ValueCounts(IndexFields.TOPIC_VALUES);
  private final ValueCounts countries = new ValueCounts(IndexFields.COUNTRY_VALUES);
  private final ValueCounts outlets = new ValueCounts(IndexFields.OUTLET_VALUES);
  private NumericDocValues times = DocValues.emptyNumeric();
  private long total;

  /// Makes the one tally of a search: the searcher has no threads of its own.
  static final class SingleTally implements CollectorManager<ArticleTally, ArticleCounts> {
    @Override
    public ArticleTally newCollector() {
      return new ArticleTally();
    }

    @Override
    public ArticleCounts reduce(Collection<ArticleTally> tallies) {
      if (tallies.size() != 1) {
        throw new IllegalStateException(tallies.size() + " tallies");
      }
      return tallies.iterator().next().toCounts();
    }
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }

  @Override
  protected void doSetNextReader(LeafReaderContext context) throws IOException {
    times = DocValues.getNumeric(context.reader(), IndexFields.TIME);
    topics.begin(context);
    countries.begin(context);
    outlets.begin(context);
  }

  @Override
  public void collect(int document) throws IOException {
    total++;
    if (times.advanceExact(document)) {
      hours.computeIfAbsent(Math.floorDiv(times.longValue(), HOUR), hour -> new long[1])[0]++;
    }
    topics.count(document);
    countries.count(document);
    outlets.count(document);
  }

  @Override
  public void finish() throws IOException {
    topics.end();
    countries.end();
    outlets.end();
  }

  /// The values of one field.
  private static final class ValueCounts {
    private final String field;
    private final Map<String, Long> totals = new HashMap<>();
    private SortedSetDocValues values = DocValues.emptySortedSet();
    private int[] ofSegment = new int[0];

    ValueCounts(String field) {
      this.field = field;
    }

    void begin(LeafReaderContext context) throws IOException {
      values = DocValues.getSortedSet(context.reader(), field);
      ofSegment = new int[Math.toIntExact(values.getValueCount())];
    }

    void count(int document) throws IOException {
      if (values.advanceExact(document)) {
        for (int left = values.docValueCount(); left > 0; left--) {
          ofSegment[(int) values.nextOrd()]++;
        }
      }
    }

    void end() throws IOException {
      for (int value = 0; value < ofSegment.length; value++) {
        if (ofSegment[value] > 0) {
          totals.merge(values.lookupOrd(value).utf8ToString(), (long) ofSegment[value], Long::sum);
        }
      }
      ofSegment = new int[0];
    }

    List<IdCount> mostFrequent() {
      return totals.entrySet().stream()
          .map(entry -> new IdCount(entry.getKey(), entry.getValue()))
          .sorted(Comparator.comparingLong(IdCount::count).reversed().thenComparing(IdCount::id))
          .limit(MAX_VALUES)
          .toList();
    }
  }

  /// What was counted.
  ArticleCounts toCounts() {
    if (hours.isEmpty()) {
      return new ArticleCounts(0, TimeUnit.DAY, List.of(), List.of(), List.of(), List.of());
    }
    long first = hours.keySet().stream().min(Comparator.naturalOrder()).orElseThrow();
    long last = hours.keySet().stream().max(Comparator.naturalOrder()).orElseThrow();
    TimeUnit unit = chooseUnit(last - first + 1);
    return new ArticleCounts(
        total,
        unit,
        createBars(unit, first, last),
        topics.mostFrequent(),
        countries.mostFrequent(),
        mergeOutlets());
  }

  private static TimeUnit chooseUnit(long hours) {
    if (hours <= MAX_BARS) {
      return TimeUnit.HOUR;
    }
    if (hours <= MAX_BARS * 24L) {
      return TimeUnit.DAY;
    }
    return hours <= MAX_BARS * 24L * 7 ? TimeUnit.WEEK : TimeUnit.MONTH;
  }

  private List<TimeBar> createBars(TimeUnit unit, long first, long last) {
    Map<Instant, Long> counts = new HashMap<>();
    hours.forEach((hour, count) -> counts.merge(findStart(unit, hour), count[0], Long::sum));
    List<TimeBar> bars = new ArrayList<>();
    Instant end = findStart(unit, last);
    for (ZonedDateTime start = findStart(unit, first).atZone(PressTimeZone.PARIS);
        !start.toInstant().isAfter(end);
        start = addOne(unit, start)) {
      bars.add(new TimeBar(start.toInstant(), counts.getOrDefault(start.toInstant(), 0L)));
    }
    return bars;
  }

  /// The first instant of the bar of an hour since 1970. No zone of Paris' time is off the hour.
  private static Instant findStart(TimeUnit unit, long hour) {
    ZonedDateTime time = Instant.ofEpochMilli(hour * HOUR).atZone(PressTimeZone.PARIS);
    ZonedDateTime day = time.toLocalDate().atStartOfDay(PressTimeZone.PARIS);
    return switch (unit) {
      case HOUR -> time.toInstant();
      case DAY -> day.toInstant();
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toInstant();
      case MONTH -> day.withDayOfMonth(1).toInstant();
    };
  }

  private static ZonedDateTime addOne(TimeUnit unit, ZonedDateTime start) {
    return switch (unit) {
      case HOUR -> start.plus(1, ChronoUnit.HOURS);
      case DAY -> start.plusDays(1);
      case WEEK -> start.plusWeeks(1);
      case MONTH -> start.plusMonths(1);
    };
  }

  /// An outlet that has changed its name counts once, under one of them.
  private List<OutletCount> mergeOutlets() {
    Map<String, OutletCount> byId = new HashMap<>();
    outlets.totals.forEach(
        (value, count) -> {
          int join = value.indexOf(IndexFields.JOIN);
          byId.merge(
              value.substring(0, join),
              new OutletCount(value.substring(0, join), value.substring(join + 1), count),
              (a, b) -> new OutletCount(a.id(), a.name(), a.count() + b.count()));
        });
    return byId.values().stream()
        .sorted(
            Comparator.comparingLong(OutletCount::count).reversed().thenComparing(OutletCount::id))
        .limit(MAX_VALUES)
        .toList();
  }
}
