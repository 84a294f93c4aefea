package org.vigie.app.command;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.TimingRequest;
import org.vigie.app.terminal.CliException;
import org.vigie.runtime.settings.Durations;
import picocli.CommandLine.Option;

/// The options that say when the alerts of a subscription are sent.
final class TimingOptions {
  private static final String NONE = "none";

  @Option(
      names = "--digest",
      paramLabel = "WHEN",
      description =
          "Alerts are sent together: hourly, 'daily 07:30,18:00', 'weekly mon 08:00'; none: each at"
              + " once.")
  private @Nullable String digest;

  @Option(
      names = "--quiet",
      paramLabel = "HOURS",
      description =
          "Hours in which nothing is sent, such as 'mon-fri 22:00-07:00'; several may be given."
              + " What they hold is sent as one message at their end.")
  private @Nullable List<String> quiet;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description =
          "The zone of these times, and of the times in the messages: Region/City, an offset, UTC;"
              + " default: Europe/Paris.")
  private @Nullable String zone;

  @Option(
      names = "--break-through",
      split = ",",
      paramLabel = "WHAT",
      description =
          "What is sent at once in spite of digest, quiet hours, silence and --max-per-hour:"
              + " topics, and a number of outlets that tell the story, such as ceasefire,10.")
  private @Nullable List<String> breakThrough;

  @Option(
      names = "--cool-down",
      paramLabel = "DURATION",
      description =
          "For how long after an alert of a story its updates are held, and then sent as one; 0:"
              + " not at all. Default: 15m.")
  private @Nullable String coolDown;

  @Option(
      names = "--max-per-hour",
      paramLabel = "N",
      description =
          "So many messages within an hour; what is beyond comes as one at its end. none: no"
              + " limit.")
  private @Nullable String maxPerHour;

  /// The request of these options; null if none is given.
  ///
  /// @throws CliException if an option makes no sense, naming it
  @Nullable TimingRequest toRequest() {
    TimingRequest request =
        new TimingRequest(
            zone,
            digest,
            quiet,
            breakThrough == null ? null : UrgencyWords.parse("--break-through", breakThrough),
            coolDown == null ? null : parseCoolDown(coolDown),
            maxPerHour == null ? null : parseMaxPerHour(maxPerHour));
    return request.equals(TimingRequest.NO_CHANGE) ? null : request;
  }

  private static int parseCoolDown(String text) {
    if (text.strip().equals("0")) {
      return 0;
    }
    Duration length;
    try {
      length = Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw CliException.createUsageError("--cool-down: " + e.getMessage() + ", or 0", e);
    }
    if (!length.equals(Duration.ofMinutes(length.toMinutes()))) {
      throw CliException.createUsageError("--cool-down: whole minutes only, such as 15m");
    }
    return Math.toIntExact(Math.min(length.toMinutes(), Integer.MAX_VALUE));
  }

  private static int parseMaxPerHour(String text) {
    String plain = text.strip();
    if (plain.isEmpty() || plain.equalsIgnoreCase(NONE)) {
      return 0;
    }
    if (!plain.matches("[1-9]\\d{0,8}")) {
      throw CliException.createUsageError(
          "--max-per-hour: '" + text + "' is no number of messages from 1 on, such as 6, or none");
    }
    return Integer.parseInt(plain);
  }
}
