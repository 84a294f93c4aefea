package org.vigie.model;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the alerts of a subscription are sent. A channel that exists is valid, except [Unknown],
/// which stands for one that this version cannot use.
public sealed interface Channel {
  /// The default channel of a subscription: the terminal of the notifier.
  Console CONSOLE = new Console(Console.KIND);

  /// The kinds of channels.
  List<String> KINDS =
      List.of(Console.KIND, Email.KIND, Ntfy.KIND, Chat.KIND, Webhook.KIND, File.KIND);

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

  /// A mailbox.
  ///
  /// @param name unique within the subscription
  /// @param address an address such as `redaction@example.org`, see [MailAddress]
  record Email(String name, String address) implements Channel {
    /// The kind of these channels.
    public static final String KIND = "email";

    /// Rejects an invalid address; the message does not repeat it.
    public Email {
      Checks.requireName("channel name", name);
      address = MailAddress.read(address);
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// A topic of an [ntfy](https://ntfy.sh) server, whose messages reach the phones that have
  /// subscribed to it.
  ///
  /// @param name unique within the subscription
  /// @param address the address of the topic: that of the server and one path segment
  /// @param secret the name under which an access token is configured, never the token itself; null
  ///     without one
  /// @param priority the priority of its messages; null reads as the default one
  /// @param urgent what is sent with the highest priority instead; null reads as nothing
  record Ntfy(String name, URI address, @Nullable String secret, Priority priority, Urgency urgent)
      implements Channel {
    /// The kind of these channels.
    public static final String KIND = "ntfy";

    private static final Pattern TOPIC_PATH = Pattern.compile("/(?:[^/]+/)*[-_A-Za-z0-9]{1,64}");

    /// The priority of a message on the phone, in ascending order.
    public enum Priority {
      /// No sound, and folded away.
      MIN("min"),
      /// No sound.
      LOW("low"),
      /// A short sound.
      DEFAULT("default"),
      /// A long sound, and shown on top.
      HIGH("high"),
      /// As high, with a longer sound.
      URGENT("urgent");

      private final String jsonName;

      Priority(String word) {
        this.jsonName = word;
      }

      /// The number that stands for it in ntfy's interface, 1 to 5.
      public int number() {
        return ordinal() + 1;
      }

      /// The word used in JSON.
      @Override
      public String toString() {
        return jsonName;
      }
    }

    /// Rejects an invalid address or name of a secret; the message repeats neither.
    public Ntfy {
      Checks.requireName("channel name", name);
      address = readAddress(Checks.require("address", address).toString());
      if (secret != null) {
        SecretName.validate(secret);
      }
      priority = priority == null ? Priority.DEFAULT : priority;
      urgent = urgent == null ? Urgency.NONE : urgent;
    }

    /// Reads the address of a topic, see [WebAddress#read].
    ///
    /// @throws IllegalArgumentException if it is none; the message does not repeat it
    public static URI readAddress(@Nullable String written) {
      URI address = Webhook.readAddress(written);
      String path = address.getRawPath();
      if (address.getRawQuery() != null || path == null || !TOPIC_PATH.matcher(path).matches()) {
        throw new IllegalArgumentException(
            "the address of an ntfy topic ends with its name, as in https://ntfy.example/desk:"
                + " letters, digits, '-' and '_', at most 64");
      }
      return address;
    }

    @Override
    public String kind() {
      return KIND;
    }

    /// Leaves out the address, since whoever knows the name of a topic can read it.
    @Override
    public String toString() {
      return "Ntfy[name=" + name + ", secret=" + secret + "]";
    }
  }

  /// An incoming webhook of a chat service.
  ///
  /// @param name unique within the subscription
  /// @param form the service, which sets the form of the messages
  /// @param address the address of the webhook; whoever knows it can write to the chat
  record Chat(String name, Form form, URI address) implements Channel {
    /// The kind of these channels.
    public static final String KIND = "chat";

    /// The services.
    public enum Form {
      /// Slack.
      SLACK("slack"),
      /// Mattermost.
      MATTERMOST("mattermost"),
      /// Discord.
      DISCORD("discord"),
      /// Microsoft Teams.
      TEAMS("teams");

      private final String jsonName;

      Form(String word) {
        this.jsonName = word;
      }

      /// Finds the service that an address belongs to; null if its host does not say.
      public static @Nullable Form find(URI address) {
        String host = "." + WebAddress.host(address);
        if (host.endsWith(".hooks.slack.com")) {
          return SLACK;
        }
        if (host.endsWith(".discord.com") || host.endsWith(".discordapp.com")) {
          return DISCORD;
        }
        return host.endsWith(".webhook.office.com")
                || host.endsWith(".logic.azure.com")
                || host.endsWith(".powerplatform.com")
            ? TEAMS
            : null;
      }

      /// The word used in JSON.
      @Override
      public String toString() {
        return jsonName;
      }
    }

    /// Rejects an invalid address; the message does not repeat it.
    public Chat {
      Checks.requireName("channel name", name);
      Checks.require("form", form);
      address = Webhook.readAddress(Checks.require("address", address).toString());
    }

    @Override
    public String kind() {
      return KIND;
    }

    /// Leaves out the address, which is a secret.
    @Override
    public String toString() {
      return "Chat[name=" + name + ", form=" + form + "]";
    }
  }

  /// A file of JSON Lines on the machine of the notifier, a new one each day.
  ///
  /// @param name unique within the subscription
  /// @param file the beginning of the names of the files, in the directory that the notifier's
  ///     configuration names: letters, digits, `.`, `_` and `-`, at most 60
  record File(String name, String file) implements Channel {
    /// The kind of these channels.
    public static final String KIND = "file";

    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

    /// Rejects a name that is no plain file name.
    public File {
      Checks.requireName("channel name", name);
      file = readFile(file);
    }

    /// Checks the beginning of the names of the files.
    ///
    /// @throws IllegalArgumentException if it is none
    public static String readFile(@Nullable String written) {
      if (written == null || !FILE.matcher(written).matches()) {
        throw new IllegalArgumentException(
            "the name of a file has letters, digits, '.', '_' and '-' only, at most 60; its"
                + " directory is in the notifier's configuration");
      }
      return written;
    }

    @Override
    public String kind() {
      return KIND;
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
