package org.vigie.admin;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Digest;
import org.vigie.model.NotificationTiming;
import org.vigie.model.QuietHours;
import org.vigie.model.Urgency;
import org.vigie.runtime.settings.TimeZones;

/// When the alerts of a subscription are to be sent, or a change of it. A field that is null leaves
/// what the subscription has.
///
/// @param zone the time zone of its local times, see [TimeZones#parse]
/// @param digest when alerts are sent together, see [Digest#parse]; `none` or an empty text sends
///     each at once
/// @param quiet hours in which nothing is sent, see [QuietHours#parse]; empty texts are left out
/// @param breakThrough what is sent at once in spite of that; one of nothing removes it
/// @param coolDownMinutes for how long updates of a story are held after an alert of it; 0 for none
/// @param maxPerHour how many messages are sent within an hour; 0 for no limit
public record TimingRequest(
    @Nullable String zone,
    @Nullable String digest,
    @Nullable List<String> quiet,
    @Nullable UrgencyRequest breakThrough,
    @Nullable Integer coolDownMinutes,
    @Nullable Integer maxPerHour) {
  /// Leaves everything as it is.
  public static final TimingRequest NO_CHANGE =
      new TimingRequest(null, null, null, null, null, null);

  private static final String PATH = "timing.";
  private static final String NO_DIGEST = "none";

  /// The timing with this change.
  ///
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  NotificationTiming applyTo(NotificationTiming before) {
    return new NotificationTiming(
        zone == null ? before.zone() : readZone(zone),
        digest == null ? before.digest() : readDigest(digest),
        quiet == null ? before.quiet() : readQuiet(quiet),
        before.silentUntil(),
        breakThrough == null ? before.breakThrough() : readUrgency(breakThrough),
        coolDownMinutes == null ? before.coolDownMinutes() : readCoolDown(coolDownMinutes),
        maxPerHour == null ? before.maxPerHour() : readMaxPerHour(maxPerHour));
  }

  private static ZoneId readZone(String text) {
    return RequestFields.check(PATH + "zone", () -> TimeZones.parse(text));
  }

  private static @Nullable Digest readDigest(String text) {
    return text.isBlank() || text.strip().equalsIgnoreCase(NO_DIGEST)
        ? null
        : RequestFields.check(PATH + "digest", () -> Digest.parse(text));
  }

  private static List<QuietHours> readQuiet(List<String> texts) {
    List<QuietHours> hours = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (!text.isBlank()) {
        hours.add(RequestFields.check(PATH + "quiet[" + i + "]", () -> QuietHours.parse(text)));
      }
    }
    RequestFields.check(PATH + "quiet", () -> withLimits(hours, null, null));
    return hours;
  }

  private static Urgency readUrgency(UrgencyRequest request) {
    return request.toUrgency(PATH + "breakThrough");
  }

  private static int readCoolDown(int minutes) {
    RequestFields.check(PATH + "coolDownMinutes", () -> withLimits(List.of(), minutes, null));
    return minutes;
  }

  private static @Nullable Integer readMaxPerHour(int messages) {
    if (messages == 0) {
      return null;
    }
    RequestFields.check(PATH + "maxPerHour", () -> withLimits(List.of(), null, messages));
    return messages;
  }

  /// For the limits that the model has.
  private static NotificationTiming withLimits(
      List<QuietHours> quiet, @Nullable Integer coolDown, @Nullable Integer messages) {
    return new NotificationTiming(
        NotificationTiming.DEFAULT_ZONE,
        null,
        quiet,
        null,
        Urgency.NONE,
        Objects.requireNonNullElse(coolDown, NotificationTiming.DEFAULT_COOL_DOWN_MINUTES),
        messages);
  }
}
