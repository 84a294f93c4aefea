package org.vigie.admin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.wire.SubscriptionLine;

/// Validates the channels of a subscription as the notifier does before it sends.
final class ChannelValidator {
  private static final int MAX_LENGTH = 2_000;
  private static final int MAX_PORT = 65_535;
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
  private static final String SECRET_PREFIX = "whsec_";

  private ChannelValidator() {}

  /// @param channels null for the console
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  static void validate(@Nullable List<SubscriptionLine.Way> channels) {
    List<SubscriptionLine.Way> all = channels == null ? List.of() : channels;
    Set<String> names = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      String path = "channels[" + i + "]";
      validate(path, all.get(i));
      String name = all.get(i).name() == null ? all.get(i).kind() : all.get(i).name();
      if (!names.add(name)) {
        throw refuse(path + ".name", "two channels share the name '" + name + "'");
      }
    }
  }

  private static void validate(String path, SubscriptionLine.@Nullable Way channel) {
    String kind = channel == null ? null : channel.kind();
    if (channel == null || kind == null) {
      throw refuse(path + ".kind", "a channel has no kind; there are console, webhook");
    }
    switch (kind) {
      case "console" -> requireNone(path, channel);
      case "webhook" -> {
        requireSecretName(path + ".secret", channel.secret());
        requireAddress(path + ".address", channel.address());
      }
      default ->
          throw refuse(
              path + ".kind", "no channel is of kind '" + kind + "'; there are console, webhook");
    }
  }

  private static void requireNone(String path, SubscriptionLine.Way console) {
    if (console.address() != null) {
      throw refuse(path + ".address", "the console has no address");
    }
    if (console.secret() != null) {
      throw refuse(path + ".secret", "the console has no secret");
    }
  }

  private static void requireSecretName(String field, @Nullable String name) {
    if (name == null) {
      return;
    }
    if (name.startsWith(SECRET_PREFIX)) {
      throw refuse(
          field,
          "this is a secret; give the name under which the notifier's configuration holds it");
    }
    if (!SECRET.matcher(name).matches()) {
      throw refuse(
          field, "the name of a secret has letters, digits, '.', '_' and '-' only, at most 60");
    }
  }

  private static void requireAddress(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw refuse(field, "the webhook has no address");
    }
    if (text.length() > MAX_LENGTH) {
      throw refuse(field, "the address is longer than " + MAX_LENGTH + " characters");
    }
    String problem = findProblem(text);
    if (problem != null) {
      throw refuse(field, problem);
    }
  }

  /// The words do not repeat the address, which may hold a token.
  private static @Nullable String findProblem(String text) {
    URI address;
    try {
      address = new URI(text);
    } catch (URISyntaxException e) {
      return "the address is no URL: " + e.getReason() + " at character " + (e.getIndex() + 1);
    }
    String scheme = address.getScheme() == null ? "" : address.getScheme();
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "http", "https" -> findProblem(address);
      case "" -> "the address must begin with https:// or http://";
      default -> "the address begins with '" + scheme + ":', only https and http can be called";
    };
  }

  private static @Nullable String findProblem(URI address) {
    String authority = address.getRawAuthority();
    if (address.getRawUserInfo() != null || (authority != null && authority.contains("@"))) {
      return "the address holds a user name or password; name a secret instead";
    }
    if (address.getHost() == null) {
      return "the address names no host (letters outside ASCII are written as xn--…)";
    }
    if (address.getPort() == 0 || address.getPort() > MAX_PORT) {
      return "the address has no port " + address.getPort();
    }
    return address.getRawFragment() == null
        ? null
        : "the address has a fragment (#…), which is never sent";
  }

  private static AdminException.InvalidRequest refuse(String field, String reason) {
    return new AdminException.InvalidRequest(field, reason);
  }
}
