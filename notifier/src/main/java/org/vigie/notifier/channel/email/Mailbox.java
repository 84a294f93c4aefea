package org.vigie.notifier.channel.email;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.model.MailAddress;
import org.vigie.model.SafeText;

/// Who a mail comes from.
///
/// @param name for people, one line of at most 100 UTF-16 units; empty for none
/// @param address such as `vigie@example.org`
public record Mailbox(String name, String address) {
  private static final int MAX_NAME_LENGTH = 100;
  private static final Pattern NAMED = Pattern.compile("([^<>]*)<([^<>]*)>");

  /// Rejects an invalid address, see [MailAddress]; cleans the name.
  public Mailbox {
    name = SafeText.toLine(name, MAX_NAME_LENGTH);
    address = MailAddress.read(address);
  }

  /// Reads `vigie@example.org` or `Vigie <vigie@example.org>`.
  ///
  /// @throws IllegalArgumentException if it is neither
  public static Mailbox parse(String text) {
    Matcher named = NAMED.matcher(text.strip());
    return named.matches()
        ? new Mailbox(unquote(named.group(1).strip()), named.group(2))
        : new Mailbox("", text);
  }

  private static String unquote(String name) {
    boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
  }

  /// The domain of the address.
  String domain() {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
