package org.vigie.model;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the addresses of mailboxes: the common subset of RFC 5321, a local part of plain
/// characters and a domain name of at least two labels. Quoted local parts, comments, display
/// names and address literals are refused, since no mailbox that people have needs one and each is
/// a way to smuggle something into a header. Letters beyond ASCII are refused, as most servers do
/// not take them; a domain may be written in its ASCII form (`xn--…`).
public final class MailAddress {
  /// The maximum length: the 256 octets of a path in RFC 5321 section 4.5.3.1.3, without its angle
  /// brackets.
  private static final int MAX_LENGTH = 254;

  private static final int MAX_LOCAL_LENGTH = 64;
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final Pattern LOCAL = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
              + "(?:[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9])");
  private static final Pattern LOCAL_HOST = Pattern.compile("localhost", Pattern.CASE_INSENSITIVE);
  private static final Pattern WRAPPED = Pattern.compile("^[^<>]*<([^<>]*)>$");

  private MailAddress() {}

  /// Reads an address. The domain is returned in lower case, the local part as written.
  ///
  /// @throws IllegalArgumentException if it is none; the message does not repeat it
  public static String read(@Nullable String written) {
    if (written == null || written.isBlank()) {
      throw new IllegalArgumentException("the address is missing");
    }
    String address = written.strip();
    if (WRAPPED.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "give the address alone, without a name and angle brackets");
    }
    if (address.indexOf(',') >= 0 || address.indexOf(';') >= 0) {
      throw new IllegalArgumentException("give each address as a channel of its own");
    }
    int at = address.lastIndexOf('@');
    if (at < 0) {
      throw new IllegalArgumentException("a mail address has an @, as in desk@example.org");
    }
    String local = address.substring(0, at);
    String domain = address.substring(at + 1);
    if (address.length() > MAX_LENGTH || local.length() > MAX_LOCAL_LENGTH) {
      throw new IllegalArgumentException("the mail address is too long");
    }
    if (!LOCAL.matcher(local).matches()) {
      throw new IllegalArgumentException(
          "what stands before the @ of the mail address is not valid: letters without accents,"
              + " digits and single dots");
    }
    if (!DOMAIN.matcher(domain).matches() && !LOCAL_HOST.matcher(domain).matches()) {
      throw new IllegalArgumentException(
          "what stands after the @ of the mail address is no domain, as in example.org");
    }
    return local + "@" + domain.toLowerCase(Locale.ROOT);
  }
}
