package org.vigie.notifier.channel.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.vigie.http.GuardedHttpClient;
import org.vigie.http.HostRefusedException;
import org.vigie.http.HttpCallException;
import org.vigie.http.HttpFailureMessages;
import org.vigie.http.RetryAfter;
import org.vigie.notifier.channel.SendResult;

/// Makes the calls of one kind of channel. A call that gets no answer is a
/// [SendResult.TemporaryFailure]; one to an address that is not public is a [SendResult.NotSent]
/// that names the setting, unless it is allowed. Thread-safe.
public final class ChannelHttpClient implements AutoCloseable {
  /// Enough for the words of an error, in bytes.
  public static final int SHORT_ANSWER = 4096;

  private final CallSettings settings;
  private final InstantSource clock;
  private final int maxAnswerBytes;
  private final GuardedHttpClient client;

  /// Opens no connection.
  ///
  /// @param clock the time from which a date to wait for is counted
  /// @param maxAnswerBytes the maximum number of bytes read from an answer
  public ChannelHttpClient(CallSettings settings, InstantSource clock, int maxAnswerBytes) {
    this.settings = settings;
    this.clock = clock;
    this.maxAnswerBytes = maxAnswerBytes;
    client = new GuardedHttpClient(settings.toClientSettings());
  }

  /// The time limit of one attempt.
  public Duration deadline() {
    return settings.deadline();
  }

  /// Makes a call.
  ///
  /// @param reader makes the result of an answer
  /// @throws InterruptedException if the thread is interrupted
  public SendResult call(HttpUriRequestBase request, Function<ChannelAnswer, SendResult> reader)
      throws InterruptedException {
    return call(request, startDeadline(), reader);
  }

  /// The end of an attempt that begins now, for calls that share it.
  ///
  /// @return as of `System.nanoTime()`
  public long startDeadline() {
    return System.nanoTime() + settings.deadline().toNanos();
  }

  /// Makes one of several calls of an attempt.
  ///
  /// @param deadlineNanos from [#startDeadline]
  /// @param reader makes the result of an answer
  /// @throws InterruptedException if the thread is interrupted
  public SendResult call(
      HttpUriRequestBase request, long deadlineNanos, Function<ChannelAnswer, SendResult> reader)
      throws InterruptedException {
    HiddenParts hidden = HiddenParts.of(request);
    try {
      return reader.apply(
          client.execute(request, deadlineNanos, response -> read(response, hidden)));
    } catch (HttpCallException e) {
      return e.getCause() instanceof HostRefusedException
          ? new SendResult.NotSent(
              e.problem() + "; " + settings.keyOfPrivateAddresses() + " allows it")
          : new SendResult.TemporaryFailure(e.problem(), null);
    }
  }

  private ChannelAnswer read(ClassicHttpResponse response, HiddenParts hidden) {
    String body = GuardedHttpClient.readBeginning(response, maxAnswerBytes);
    String status = HttpFailureMessages.describeStatus(response);
    String words = HttpFailureMessages.toPrintableLine(hidden.removeFrom(body));
    return new ChannelAnswer(
        response.getCode(),
        body,
        hidden.removeFrom(status) + (words.isEmpty() ? "" : ": " + words),
        RetryAfter.read(response, clock.instant()));
  }

  /// Aborts running calls.
  @Override
  public void close() {
    client.close();
  }
}
