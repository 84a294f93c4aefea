package org.vigie.ingest.poll;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.Autodiscovery;
import org.vigie.ingest.fetch.FetchResult;

/// A report of a poll for people.
///
/// @param route the redirects and the address that answered
/// @param answerKind the kind of the server's answer
/// @param answer the server's answer in words
/// @param document the parsed document, null if there is none
/// @param offeredFeeds the feeds that the answer links to if it is a web page
public record PollReport(
    FetchResult.FetchRoute route,
    AnswerKind answerKind,
    String answer,
    @Nullable ParsedDocument document,
    List<Autodiscovery.FoundFeed> offeredFeeds) {
  /// The kinds of a server's answer.
  public enum AnswerKind {
    /// A body, whether it is a feed or not.
    DOCUMENT,
    /// The document is as it was.
    UNCHANGED,
    /// The server asks to be left alone.
    THROTTLED,
    /// Nothing was asked.
    POSTPONED,
    /// No usable answer.
    FAILED,
    /// The server gave no answer or was never reached.
    UNREACHED
  }

  /// Copies the list.
  public PollReport {
    offeredFeeds = List.copyOf(offeredFeeds);
  }

  /// A parsed document. The component names are the JSON names of `vigie poll --json`.
  ///
  /// @param bytes size of the decoded body
  /// @param format see [org.vigie.ingest.feed.FeedDocument#format]
  /// @param encoding how the bytes were decoded, in words
  /// @param entries number of entries
  /// @param repairs what was repaired, in words
  /// @param movedTo the new address that the document itself names, null without one
  public record ParsedDocument(
      int bytes,
      String format,
      String encoding,
      int entries,
      List<String> repairs,
      @Nullable String movedTo) {
    /// Copies the list.
    public ParsedDocument {
      repairs = List.copyOf(repairs);
    }
  }

  static PollReport of(FetchResult result) {
    return new PollReport(
        result.route(), findKind(result), describeResult(result), null, List.of());
  }

  PollReport withDocument(ParsedDocument read) {
    return new PollReport(route, answerKind, answer, read, offeredFeeds);
  }

  PollReport withOfferedFeeds(List<Autodiscovery.FoundFeed> feeds) {
    return new PollReport(route, answerKind, answer, document, feeds);
  }

  private static AnswerKind findKind(FetchResult result) {
    return switch (result) {
      case FetchResult.Fetched fetched -> AnswerKind.DOCUMENT;
      case FetchResult.Unchanged unchanged -> AnswerKind.UNCHANGED;
      case FetchResult.Throttled throttled -> AnswerKind.THROTTLED;
      case FetchResult.Postponed postponed -> AnswerKind.POSTPONED;
      case FetchResult.Gone gone -> AnswerKind.FAILED;
      case FetchResult.Failed failed ->
          failed.status() == 0 ? AnswerKind.UNREACHED : AnswerKind.FAILED;
    };
  }

  private static String describeResult(FetchResult result) {
    return switch (result) {
      case FetchResult.Fetched fetched ->
          "a body of %,d bytes, %s"
              .formatted(
                  fetched.body().length,
                  fetched.contentType() == null ? "of no type" : fetched.contentType());
      case FetchResult.Unchanged unchanged -> unchanged.reason();
      case FetchResult.Throttled throttled ->
          "HTTP "
              + throttled.status()
              + (throttled.retryAfter() == null
                  ? ""
                  : ", ask again after " + throttled.retryAfter().toSeconds() + " s");
      case FetchResult.Postponed postponed ->
          "nothing was asked, " + postponed.host() + " was busy";
      case FetchResult.Gone gone -> "HTTP 410";
      case FetchResult.Failed failed -> failed.reason();
    };
  }
}
