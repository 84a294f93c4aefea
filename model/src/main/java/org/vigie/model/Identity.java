package org.vigie.model;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// Derivation of ids. Every hash is SHA-256 over the UTF-8 bytes of the parts joined by U+0000;
/// U+0000 inside a part is replaced by a space. An id is the first 16 bytes of the hash in
/// lower-case hex.
public final class Identity {
  private static final int ID_BYTES = 16;
  private static final int SHORT_BYTES = 4;
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

  private Identity() {}

  /// Returns the id that ingest proposes for an article.
  ///
  /// @param outlet who published it
  /// @param identity its guid without known tracking parameters, else its normalised link, else its
  ///     enclosure, else title and date
  public static String itemId(Outlet outlet, String identity) {
    return hash(ID_BYTES, List.of(outlet.id(), identity));
  }

  /// Returns true if the text has the form of an item id: 32 lower-case hex digits.
  public static boolean isItemId(String name) {
    return name.length() == 2 * ID_BYTES
        && name.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }

  /// Returns the version of a text: a hash of title, summary, link and categories. It leaves out
  /// dates and the body, since outlets touch them without a change of content; tracking parameters
  /// in the link, which differ between section feeds; and the kind of white space, which
  /// typesetting changes.
  public static String contentVersion(Content content) {
    List<String> parts = new ArrayList<>();
    parts.add(normalizeText(content.title()));
    parts.add(normalizeText(content.summary()));
    String url = content.url();
    parts.add(url == null ? "" : TrackingParameters.removeFrom(url));
    parts.addAll(content.categories().stream().map(Identity::normalizeText).sorted().toList());
    return hash(ID_BYTES, parts);
  }

  /// Normalises texts that look the same: NFC, one space for each run of white space.
  private static String normalizeText(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return WHITE_SPACE.matcher(composed).replaceAll(" ").strip();
  }

  /// Returns the id of the alert of a subscription for a story. It is the same for every version of
  /// the subscription.
  public static String alertId(String subscription, String story) {
    return hash(ID_BYTES, List.of(subscription, story));
  }

  /// Returns the id of the delivery of one alert by one channel.
  public static String deliveryId(String alert, int seq, String channel) {
    return hash(ID_BYTES, List.of(alert, Integer.toString(seq), channel));
  }

  /// Returns the id of a message that tells several deliveries at once.
  ///
  /// @param deliveries the ids of the deliveries, in their order
  public static String batchId(List<String> deliveries) {
    return hash(ID_BYTES, deliveries);
  }

  /// Returns the id of the message that tells of a failing channel by another one; there is one a
  /// day.
  ///
  /// @param channel the name of the failing channel
  public static String noticeId(String subscription, String channel, LocalDate day) {
    return hash(ID_BYTES, List.of("notice", subscription, channel, day.toString()));
  }

  /// Returns the id of what a reader says of an article. Saying the same again has the same id.
  ///
  /// @param topic empty if none is named
  /// @param subscription empty if none is named
  public static String feedbackId(
      String item, Feedback.Verdict verdict, String topic, String subscription) {
    return hash(ID_BYTES, List.of("feedback", item, verdict.toString(), topic, subscription));
  }

  /// Returns the id of a feed: its host, a slash, and a short hash of address and outlet.
  public static String feedId(URI address, Outlet outlet) {
    return WebAddress.host(address)
        + "/"
        + hash(SHORT_BYTES, List.of(address.toString(), outlet.id()));
  }

  static String shortHash(String text) {
    return hash(SHORT_BYTES, List.of(text));
  }

  private static String hash(int bytes, List<String> parts) {
    // External text may contain the separator, which would let two different lists share an id.
    String joined = String.join("\0", parts.stream().map(part -> part.replace('\0', ' ')).toList());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(joined.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
