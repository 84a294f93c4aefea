package org.vigie.notifier.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.vigie.model.SafeText;

/// The head of a mail, and the only way to write into it: the mail library takes whatever it is
/// given, also a line break and what follows it as a further header.
final class MailHead {
  /// UTF-16 units of a text. Without spaces it is still shorter than the 998 characters that RFC
  /// 5322, section 2.1.1, allows in a line.
  private static final int MAX_TEXT_LENGTH = 300;

  /// What fits into an encoded word of at most 75 characters (RFC 2047, section 2).
  private static final int MAX_WORD_BYTES = 45;

  private final MimeMessage mail;

  MailHead(MimeMessage mail) {
    this.mail = mail;
  }

  /// Writes a text for people, of any origin: cleaned, cut, and encoded if need be.
  void writeText(String name, String text) throws MessagingException {
    String line = SafeText.toLine(text, MAX_TEXT_LENGTH);
    write(name, isPlain(line) ? line : encode(line));
  }

  /// Writes a mailbox; its name may be of any origin.
  void writeMailbox(String name, Mailbox mailbox) throws MessagingException {
    String person = mailbox.name();
    String phrase =
        isPlain(person) ? "\"" + person.replaceAll("[\"\\\\]", "\\\\$0") + "\"" : encode(person);
    write(name, person.isEmpty() ? mailbox.address() : phrase + " <" + mailbox.address() + ">");
  }

  /// Writes a value that programs read. It is folded at its spaces.
  ///
  /// @throws IllegalArgumentException if it holds anything but printable ASCII
  void write(String name, String value) throws MessagingException {
    if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException("the value of " + name + " is not plain");
    }
    mail.setHeader(name, MimeUtility.fold(name.length() + 2, value));
  }

  /// Whether a text can stand as it is: an encoded word within it would be decoded by readers.
  private static boolean isPlain(String line) {
    return !line.contains("=?") && line.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /// Encoded words of RFC 2047, none of which ends within a character.
  private static String encode(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int bytes = 0;
    for (int c : line.codePoints().toArray()) {
      String character = Character.toString(c);
      int length = character.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + length > MAX_WORD_BYTES) {
        words.add(encodeWord(word));
        word.setLength(0);
        bytes = 0;
      }
      word.append(character);
      bytes += length;
    }
    words.add(encodeWord(word));
    return String.join(" ", words);
  }

  private static String encodeWord(CharSequence text) {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }
}
