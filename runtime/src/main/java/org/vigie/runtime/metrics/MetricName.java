package org.vigie.runtime.metrics;

import java.util.List;
import java.util.regex.Pattern;

/// The rules for names: `vigie_<part>_<what>_<unit>`, or one of the names that dashboards for Kafka
/// lag expect. They are those of `promtool check metrics`, so that a bad name is found by the first
/// test that registers it.
///
/// @param text the name as it is exported
record MetricName(String text) {
  private static final Pattern FORM =
      Pattern.compile("(vigie_[a-z]+|kafka_consumergroup)(_[a-z0-9]+)+");
  private static final String TOTAL = "_total";
  private static final String SECONDS = "_seconds";

  /// Suffixes that Prometheus gives to the series of counters, histograms and infos.
  private static final List<String> RESERVED =
      List.of(TOTAL, "_count", "_sum", "_bucket", "_created", "_info", "_max");

  private static final Pattern TYPE_WORD =
      Pattern.compile(".*_(counter|gauge|histogram|summary)(_.*|$)");

  private static final Pattern OTHER_UNIT =
      Pattern.compile(
          ".*_(ms|millis|milliseconds|micros|microseconds|nanos|nanoseconds|minutes|hours|days"
              + "|kb|kib|kilobytes|mb|mib|megabytes|percent|percents)(_.*|$)");

  MetricName {
    if (!FORM.matcher(text).matches()) {
      throw refusal(text, "is not of the form vigie_<part>_<what>_<unit>");
    }
    if (TYPE_WORD.matcher(text).matches()) {
      throw refusal(text, "names its type");
    }
    if (OTHER_UNIT.matcher(text).matches()) {
      throw refusal(text, "has another unit than seconds, bytes or a ratio");
    }
  }

  static MetricName ofCounter(String text) {
    if (!text.endsWith(TOTAL)) {
      throw refusal(text, "is a counter and does not end in " + TOTAL);
    }
    return new MetricName(text);
  }

  static MetricName ofGauge(String text) {
    for (String suffix : RESERVED) {
      if (text.endsWith(suffix)) {
        throw refusal(text, "is a gauge and ends in the reserved " + suffix);
      }
    }
    return new MetricName(text);
  }

  static MetricName ofTimer(String text) {
    if (!text.endsWith(SECONDS)) {
      throw refusal(text, "is a timer and does not end in " + SECONDS);
    }
    return new MetricName(text);
  }

  private static IllegalArgumentException refusal(String name, String what) {
    return new IllegalArgumentException("metric: '" + name + "' " + what);
  }
}
