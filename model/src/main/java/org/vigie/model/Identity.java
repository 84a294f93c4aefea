package org.vigie.model;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The rules by which things get their ids. All hashes are SHA-256 over UTF-8, parts joined by
/// U+0000, which no part may hold; an id is its first 16 bytes in lower-case hex.
public final class Identity {
  private static final int ID_BYTES = 16;
  private static final int SHORT_BYTES = 4;
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  private Identity() {}

  /// The id that ingest proposes for an article.
  ///
  /// @param outlet who published it
  /// @param identity its guid without known trackers, else its normalised link, else its enclosure,
  ///     else title and date
  public static String itemId(Outlet outlet, String identity) {
    return hash(ID_BYTES, List.of(outlet.id(), identity));
  }

  /// True for what has the form of an item's id.
  public static boolean isItemId(String name) {
    return name.length() == 2 * ID_BYTES
        && name.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }

  /// The version of a text: title, summary, link and categories. Dates and the body make none,
  /// since outlets touch them without changing what they say; nor do trackers in the link, which
  /// differ from one section feed to the next, and kinds of white space, which typesetting changes.
  public static String version(Content content) {
    List<String> parts = new ArrayList<>();
    parts.add(plain(content.title()));
    parts.add(plain(content.summary()));
    String url = content.url();
    parts.add(url == null ? "" : Trackers.removed(url));
    parts.addAll(content.categories().stream().map(Identity::plain).sorted().toList());
    return hash(ID_BYTES, parts);
  }

  /// One form for texts that people cannot tell apart.
  private static String plain(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return SPACES.matcher(composed).replaceAll(" ").strip();
  }

  /// The id of the alert that a subscription gets for a story, whatever version it has.
  public static String alertId(String subscription, String story) {
    return hash(ID_BYTES, List.of(subscription, story));
  }

  /// The id of one alert's way out by one channel.
  public static String deliveryId(String alert, int seq, String channel) {
    return hash(ID_BYTES, List.of(alert, Integer.toString(seq), channel));
  }

  /// The id of a feed: its host, a slash, a short hash of address and outlet.
  public static String feedId(URI address, Outlet outlet) {
    return host(address) + "/" + hash(SHORT_BYTES, List.of(address.toString(), outlet.id()));
  }

  /// The host of an address, lower-case, without a port.
  ///
  /// @throws IllegalArgumentException where it has none
  public static String host(URI address) {
    String host = address.getHost();
    if (host == null) {
      throw new IllegalArgumentException("'" + address + "' has no host");
    }
    return host.toLowerCase(Locale.ROOT);
  }

  static String shortHash(String text) {
    return hash(SHORT_BYTES, List.of(text));
  }

  private static String hash(int bytes, List<String> parts) {
    // A part from outside may hold the separator; it would let two texts share an id.
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
