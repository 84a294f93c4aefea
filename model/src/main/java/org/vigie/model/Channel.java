package org.vigie.model;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the alerts of a subscription are sent. A channel that exists is valid, except [Unknown],
/// which stands for one that this version cannot use.
public sealed interface Channel {
  /// The default channel of a subscription: the terminal of the notifier.
  Console CONSOLE = new Console(Console.KIND);

  /// Unique within the subscription; part of the delivery id.
  String name();

  /// The word for the kind of channel in JSON.
  String kind();

  /// The terminal of the notifier.
  ///
  /// @param name unique within the subscription
  record Console(String name) implements Channel {
    /// The kind of these channels.
    public static final String KIND = "console";

    /// Rejects a channel without a name.
    public Console {
      Checks.requireName("channel name", name);
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// An address that receives alerts as POST requests.
  ///
  /// @param name unique within the subscription
  /// @param address an http or https address, see [#readAddress]
  /// @param secret the name under which a secret is configured, never the secret itself; null
  ///     without one
  record Webhook(String name, URI address, @Nullable String secret) implements Channel {
    /// The kind of these channels.
    public static final String KIND = "webhook";

    /// Rejects an invalid address or name of a secret; the message repeats neither.
    public Webhook {
      Checks.requireName("channel name", name);
      address = readAddress(Checks.require("address", address).toString());
      if (secret != null) {
        SecretName.validate(secret);
      }
    }

    /// Reads the address of a webhook, see [WebAddress#read].
    ///
    /// @throws IllegalArgumentException if it is none, or has a fragment, which may have been meant
    ///     to be sent; the message repeats neither
    public static URI readAddress(@Nullable String written) {
      URI address = WebAddress.read(written);
      if (written != null && written.indexOf('#') >= 0) {
        throw new IllegalArgumentException("the address has a fragment (#…), which is never sent");
      }
      return address;
    }

    @Override
    public String kind() {
      return KIND;
    }

    /// Leaves out the address, which may hold a token.
    @Override
    public String toString() {
      return "Webhook[name=" + name + ", secret=" + secret + "]";
    }
  }

  /// A channel of another kind, or with invalid fields, as a newer version or another client wrote
  /// it. Nothing can be sent by it; its fields are kept, so that writing it again loses nothing.
  ///
  /// @param name unique within the subscription
  /// @param kind as written
  /// @param fields all fields of its JSON object in their order, name and kind included: texts,
  ///     numbers, booleans, nulls, lists and maps of these
  /// @param reason why it cannot be used, without its field values
  record Unknown(String name, String kind, Map<String, @Nullable Object> fields, String reason)
      implements Channel {
    /// Rejects a channel without name or kind, and copies the fields.
    public Unknown {
      Checks.requireName("channel name", name);
      Checks.requireName("channel kind", kind);
      Checks.checkJson("channel", fields);
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// As the constructor, for callers whose checks need the nullness of the field values.
    public static Unknown of(
        String name, String kind, Map<String, @Nullable Object> fields, String reason) {
      return new Unknown(name, kind, fields, reason);
    }

    /// Leaves out the fields, which may hold a token.
    @Override
    public String toString() {
      return "Unknown[name=" + name + ", kind=" + kind + ", reason=" + reason + "]";
    }
  }
}
