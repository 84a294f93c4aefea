package org.vigie.console.reply;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.vigie.runtime.http.HttpReply;

/// Replies that many clients ask for again and again and that cost much to make: each is made once
/// in some seconds. Thread-safe.
public final class RecentReplies {
  /// How many questions are remembered; beyond that all are forgotten.
  private static final int MAX = 64;

  private final long keptNanos;
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<String, RecentReply> replies = new ConcurrentHashMap<>();

  /// @param kept how old a reply may be
  /// @param nanoTime a clock that never goes back
  public RecentReplies(Duration kept, LongSupplier nanoTime) {
    keptNanos = kept.toNanos();
    this.nanoTime = nanoTime;
  }

  private record RecentReply(HttpReply reply, long at) {}

  /// The reply to a question, made if there is none that is recent. Others who ask the same
  /// meanwhile wait for it.
  public HttpReply find(String question, Supplier<HttpReply> make) {
    if (replies.size() >= MAX) {
      replies.clear();
    }
    RecentReply found =
        replies.compute(
            question,
            (key, known) ->
                known != null && nanoTime.getAsLong() - known.at() < keptNanos
                    ? known
                    : new RecentReply(make.get(), nanoTime.getAsLong()));
    return found.reply();
  }

  /// Forgets all replies, since what they tell of was changed.
  public void forget() {
    replies.clear();
  }
}
