package org.vigie.notifier.channel.email;

import jakarta.mail.MessagingException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.render.MailLinks;

/// How the reader of a mail can end what brought it (RFC 2369, 8058).
///
/// A link ends one subscription. A mail that stands for several has none: a reader who is told
/// that one click ends it would keep getting the others. The mail to ask by names them all.
///
/// @param link null without one
/// @param mail a `mailto` address
record UnsubscribeOffer(@Nullable URI link, String mail) {
  /// Of a `mailto` subject, encoded: with the address it is still shorter than the 998 characters
  /// that RFC 5322, section 2.1.1, allows in a line, which cannot be folded within an address.
  private static final int MAX_SUBJECT_LENGTH = 600;

  /// @param links null if no links are wanted
  /// @param address the mailbox that takes requests
  static UnsubscribeOffer of(
      Message.Reader reader,
      Channel.Email channel,
      @Nullable UnsubscribeLinks links,
      String address) {
    List<String> subscriptions = reader.subscriptions();
    URI link =
        links == null || subscriptions.size() > 1
            ? null
            : links.sign(reader.subscription(), channel);
    int at = address.lastIndexOf('@');
    String mail =
        "mailto:%s%s?subject=%s"
            .formatted(
                encode(address.substring(0, at)),
                address.substring(at),
                composeSubject(subscriptions));
    return new UnsubscribeOffer(link, mail);
  }

  /// Names the subscriptions, or as many as there is room for, and how many more there are.
  private static String composeSubject(List<String> subscriptions) {
    StringBuilder subject = new StringBuilder(encode("unsubscribe " + subscriptions.getFirst()));
    for (int i = 1; i < subscriptions.size(); i++) {
      String next = encode(" " + subscriptions.get(i));
      if (subject.length() + next.length() > MAX_SUBJECT_LENGTH) {
        return subject + encode(" and %d more".formatted(subscriptions.size() - i));
      }
      subject.append(next);
    }
    return subject.toString();
  }

  /// As RFC 6068 wants it, which knows no `+` for a space.
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// What the footer links to: for several subscriptions nothing, since its commands tell how to
  /// stop each.
  ///
  /// @param reader the one that the offer was made for
  MailLinks toFooter(Message.Reader reader) {
    if (reader.subscriptions().size() > 1) {
      return MailLinks.NONE;
    }
    return new MailLinks(link == null ? mail : link.toString());
  }

  /// One click needs `https`.
  void write(MailHead head) throws MessagingException {
    head.write("List-Unsubscribe", (link == null ? "" : "<" + link + ">, ") + "<" + mail + ">");
    if (link != null && "https".equals(link.getScheme())) {
      head.write("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
  }
}
