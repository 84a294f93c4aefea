package org.vigie.notifier.channel.email;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.vigie.model.Alert;
import org.vigie.model.Identity;
import org.vigie.notifier.channel.Message;

/// The place of a mail in a conversation: an update belongs to the mails that told its story
/// before, a digest to the other digests of its subscription. Ids are derived, so that nothing
/// has to be remembered; an earlier mail that was never sent, or by another channel, does no
/// harm.
///
/// @param id the Message-ID of the mail, in its angle brackets; the same on every attempt
/// @param earlier those of earlier mails of the conversation, oldest first; empty without any
record MailThread(String id, List<String> earlier) {
  /// How many of the newest earlier mails are named beside the first one, which holds the
  /// conversation together where others are missing.
  private static final int MAX_RECENT = 9;

  /// What may stand in an id or a label as it is. Anything else is replaced by its hash.
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{1,63}");

  private static final int HASH_BYTES = 16;

  MailThread {
    earlier = List.copyOf(earlier);
  }

  /// @param domain that of the sender
  static MailThread of(Message message, String domain) {
    String id = format(toLabel(message.id()), domain);
    Set<String> earlier = new LinkedHashSet<>();
    for (String local : findEarlier(message)) {
      earlier.add(format(local, domain));
    }
    earlier.remove(id);
    return new MailThread(id, List.copyOf(earlier));
  }

  private static List<String> findEarlier(Message message) {
    return switch (message.content()) {
      case Message.ToldAlerts(List<Alert> alerts, var held) ->
          alerts.stream().map(Alert::id).distinct().count() == 1
              ? findEarlier(message.alert(), message.channel().name())
              : List.of(
                  "digest."
                      + toLabel(message.reader().subscription())
                      + "."
                      + toLabel(message.channel().name()));
      case Message.Trial trial -> List.of();
      case Message.FailingChannel notice -> List.of();
    };
  }

  /// The ids of all deliveries of an alert up to this one. A message that tells several of them has
  /// an id of its own, and belongs to each.
  private static List<String> findEarlier(Alert newest, String channel) {
    List<String> ids = new ArrayList<>();
    ids.add(toLabel(Identity.deliveryId(newest.id(), 1, channel)));
    for (int seq = Math.max(2, newest.seq() - MAX_RECENT); seq <= newest.seq(); seq++) {
      ids.add(toLabel(Identity.deliveryId(newest.id(), seq, channel)));
    }
    return ids;
  }

  private static String format(String local, String domain) {
    return "<" + local + "@" + domain + ">";
  }

  /// A text of any origin as a label of letters, digits, `_` and `-`.
  static String toLabel(String text) {
    if (LABEL.matcher(text).matches()) {
      return text;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
