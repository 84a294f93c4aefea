package org.vigie.notifier.delivery.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.NotificationTiming;

/// What was told to a subscription by one channel, as far as planning needs it. Its times are those
/// at which messages were due, and not those at which the receiver took them: then a retry, or the
/// seconds that sending takes, do not move what is planned by them. None is later than the time of
/// planning.
public interface ToldHistory {
  /// A history in which nothing was told.
  ToldHistory NONE =
      new ToldHistory() {
        @Override
        public @Nullable Instant lastTold(String alert) {
          return null;
        }

        @Override
        public List<Instant> toldSince(Instant since) {
          return List.of();
        }
      };

  /// When a message about a story was last told.
  ///
  /// @param alert the id of its alerts
  /// @return null if never within [NotificationTiming#MAX_COOL_DOWN_MINUTES]
  @Nullable Instant lastTold(String alert);

  /// When messages were told since a time, each message once, ascending. Those that still wait are
  /// left out.
  List<Instant> toldSince(Instant since);
}
