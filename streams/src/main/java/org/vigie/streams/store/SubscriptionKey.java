package org.vigie.streams.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.model.Subscription;

/// The key of a record in `vigie.subscriptions`, parsed if it has the form `id@version`.
///
/// @param version 0 if the key has no version
public record SubscriptionKey(String id, int version) {
  private static final Pattern KEY_FORM = Pattern.compile("([A-Za-z0-9._-]{1,100})@([0-9]{1,9})");
  private static final Pattern INVALID_CHARACTER = Pattern.compile("[^A-Za-z0-9._-]");
  private static final int MAX_LENGTH = 100;

  /// Parses a key that may be malformed: every invalid character becomes `?`, and only the first
  /// 100 characters are kept.
  public static SubscriptionKey parse(String key) {
    Matcher form = KEY_FORM.matcher(key);
    if (form.matches()) {
      return new SubscriptionKey(form.group(1), Integer.parseInt(form.group(2)));
    }
    String start = key.substring(0, Math.min(key.length(), MAX_LENGTH));
    String plain = INVALID_CHARACTER.matcher(start).replaceAll("?");
    return new SubscriptionKey(plain.isEmpty() ? "?" : plain, 0);
  }

  /// True if the subscription is a later version of this one.
  boolean isSupersededBy(Subscription read) {
    return version > 0 && id.equals(read.id()) && read.version() > version;
  }
}
