package org.vigie.notifier.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;
import org.vigie.notifier.channel.Message;
import org.vigie.testkit.SampleAlerts;
import org.vigie.testkit.SampleNews;

class MailBodyTest {
  private static final MailLinks STOP = new MailLinks("https://vigie.example/stop?id=1&key=2");

  @Test
  void thePlainTextIsAsOnPaper() {
    MailBody body = body(null, List.of(SampleNews.sanctionsUpdate()));

    assertThat(body.text().replace('\u00a0', ' '))
        .isEqualTo(
            """
            *Sanctions* contre la Russie : vingt dirigeants visés
            Sanctions (imposées) · Radio Cap, Le Phare et 4 autres · Russie · mar. 1er
            déc. 2026, 11:20 (Paris)
            [mise à jour 2 : médias, chiffres]
            avant : L’Union européenne adopte de nouvelles sanctions contre la Russie
              Les Vingt-Sept *gèlent les avoirs* de vingt dirigeants.
            https://radio-cap.example/articles/a1b2c3d4e5f60718

            --\s
            Vous recevez ce message pour votre abonnement otan (sujet : Sanctions
            (imposées)).
            Ne plus suivre cette actualité : vigie subscriptions mute otan ID
            Suspendre l’abonnement : vigie subscriptions pause otan
            Supprimer l’abonnement : vigie subscriptions remove otan
            Se désabonner : https://vigie.example/stop?id=1&key=2
            """
                .replace("ID", SampleNews.sanctions().id().substring(0, 8)));
  }

  @Test
  void aLongDigestHasATableOfContents() {
    MailBody body = body(HoldReason.DIGEST, SampleNews.day());

    assertThat(body.text())
        .startsWith("Votre synthèse\u00a0: 12 actualités.\n\nSommaire\n\n  Sanctions\n  1. Sanc")
        .contains("\n\n  Coalitions d’États\n  2. Coalition navale")
        .contains("\n\nCoalitions d’États\n------------------\n\n2. *Coalition* navale");
    assertThat(body.html()).contains("Sommaire", "<a href=\"#s12\"", "<div id=\"s12\"");
    assertThat(body(HoldReason.DIGEST, SampleNews.day().subList(0, 9)).html())
        .doesNotContain("Sommaire");
  }

  @Test
  void linesAreShort() {
    assertThat(body(HoldReason.DIGEST, SampleNews.day()).text().lines())
        .allMatch(line -> line.length() <= 76);
  }

  @Test
  void bothFormsSayTheSame() {
    MailBody body = body(null, List.of(SampleNews.sanctions()));

    for (String told :
        List.of("Le Phare, Le Courrier des quais et 3 autres", "Russie et France", "mar. 1er")) {
      assertThat(body.text().replaceAll("\\s+", " ")).contains(told);
      assertThat(body.html()).contains(told);
    }
    assertThat(body.html())
        .contains(
            ">sanctions</mark>", "href=\"https://le-phare.example/articles/a1b2c3d4e5f60718\"")
        .contains("href=\"https://vigie.example/stop?id=1&amp;key=2\"");
  }

  @Test
  void nothingFromThePressBecomesMarkup() {
    String hostile = "<script>alert(1)</script> \"'><img src=x onerror=y> &lt; ${x} @here";
    MailBody body =
        body(
            null,
            List.of(
                SampleAlerts.alert()
                    .outlet("o", hostile)
                    .title(hostile)
                    .summary(hostile + " Fin.")
                    .url("https://x.example/?a=\"><script>")
                    .build()));

    assertThat(body.html())
        .doesNotContain("<script", "<img", "href=\"https://x.example/?a=\"")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(body.html().split("<style>", -1)).hasSize(2);
  }

  @Test
  void aMailLoadsNothing() {
    assertThat(body(HoldReason.DIGEST, SampleNews.day()).html())
        .doesNotContain("<img", "<script", "<link", "<iframe", "@import", "url(", "src=");
  }

  @Test
  void aMailThatIsNoNewsSaysSoFirst() {
    MessageView view = MessageView.of(message(new Message.Trial(SampleNews.sanctions())));

    assertThat(MailBody.of(view, STOP).text()).startsWith("Ceci est un essai du canal");
    assertThat(MailBody.of(view, STOP).html()).contains("<p class=\"note\"");
  }

  private static MailBody body(@Nullable HoldReason held, List<Alert> alerts) {
    return MailBody.of(MessageView.of(message(new Message.ToldAlerts(alerts, held))), STOP);
  }

  private static Message message(Message.MessageContent content) {
    return new Message(
        "m1",
        Channel.CONSOLE,
        new Message.Reader(List.of("otan"), Language.FR, ZoneId.of("Europe/Paris")),
        content,
        null);
  }
}
