package org.vigie.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailHeadTest {
  private final MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
  private final MailHead head = new MailHead(mail);

  private List<String> lines() throws MessagingException {
    return Collections.list(mail.getAllHeaderLines()).stream()
        .flatMap(header -> List.of(header.split("\r\n", -1)).stream())
        .toList();
  }

  /// What a reader sees, after every line was checked: one header, folded, of short plain lines.
  private String read(String name) throws Exception {
    assertThat(Collections.list(mail.getAllHeaders())).hasSize(1);
    assertThat(lines()).allSatisfy(line -> assertThat(line).matches("[ -~]{1,998}"));
    assertThat(lines().subList(1, lines().size())).allMatch(line -> line.startsWith(" "));
    return MimeUtility.decodeText(MimeUtility.unfold(mail.getHeader(name, null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sommet\r\nBcc: all@example.org",
        "Sommet\nBcc: all@example.org",
        "Sommet\r\rBcc: all@example.org",
        "Sommet\r\n\r\nBcc: all@example.org",
        "Sommet\0\u2028\u0085Bcc: all@example.org",
        "\u202eSommet\u2066 \u001b[2JBcc: all@example.org"
      })
  void aTextOfThePressStaysOneLine(String hostile) throws Exception {
    head.writeText("Subject", hostile);
    assertThat(read("Subject")).matches("Sommet (\\[2J)?Bcc: all@example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sommet de l’OTAN : la France « prend acte »",
        "Côte d’Ivoire et Géorgie : les ambassadeurs sont rappelés pour consultations, le ministre"
            + " des Affaires étrangères s’explique devant le Sénat",
        "🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️🕊️ trêve",
        "مفاوضات جنيف",
        "A plain one, of words enough for a second line when it is folded at its spaces, as is due",
        "=?UTF-8?Q?Bcc:_all@example.org?= said the minister",
        "a\"b\\c<d>,e;f"
      })
  void aTextArrivesAsItIs(String text) throws Exception {
    head.writeText("Subject", text);
    assertThat(read("Subject")).isEqualTo(text);
  }

  @Test
  void aLongTextIsCut() throws Exception {
    head.writeText("Subject", "x".repeat(100_000));
    assertThat(read("Subject")).hasSize(300).endsWith("x…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vigie",
        "L’observatoire",
        "a\"b\\c",
        "Vigie <x@example.net>, all@example.org",
        "=?UTF-8?Q?all?="
      })
  void aMailboxKeepsItsAddressWhateverItsName(String name) throws Exception {
    head.writeMailbox("From", new Mailbox(name, "vigie@example.org"));
    read("From");
    assertThat(mail.getFrom()).hasSize(1);
    InternetAddress from = (InternetAddress) mail.getFrom()[0];
    assertThat(from.getAddress()).isEqualTo("vigie@example.org");
    assertThat(from.getPersonal()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nBcc: b", "a\nb", "a\0b", "é", "\u202eb"})
  void refusesWhatProgramsCannotRead(String value) {
    assertThatThrownBy(() -> head.write("List-Id", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the value of List-Id is not plain");
  }
}
