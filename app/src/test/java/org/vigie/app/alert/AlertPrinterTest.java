package org.vigie.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.app.alert.AlertPrinter.AlertFormat;
import org.vigie.app.terminal.ResultStream;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.Alert;
import org.vigie.model.Alert.Development;
import org.vigie.model.ArticleForm;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Evidence;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;
import org.vigie.model.PhaseMatch;
import org.vigie.model.PressTimeZone;
import org.vigie.model.TopicMatch;
import org.vigie.notifier.channel.Message;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Json;

class AlertPrinterTest {
  private static final Instant FETCHED = Instant.parse("2025-03-11T18:00:00Z");

  private static final String ID = alert("x", null).id().substring(0, 8);

  private static final DisplayTime DISPLAY = new DisplayTime(PressTimeZone.PARIS);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void showsTopicOutletHeadlineLinkAndTime() {
    print(AlertFormat.LIVE, false, alert("Une trêve en vue", "https://quais.example/1"));

    assertThat(printed())
        .isEqualTo(
            """
            ● ceasefire in en  Le Courrier des quais
              Une *trêve* en vue
              https://quais.example/1
              Tue 11 Mar 2025, 19:00 (Paris)  Ukraine  for desk  340 ms  SHORTID
            """
                .replace("SHORTID", ID));
  }

  @Test
  void underlinesTheDecisiveWordsOfTheHeadline() {
    print(AlertFormat.LIVE, true, alert("Une trêve en vue", "https://quais.example/1"));

    assertThat(printed())
        .contains("\u001b[1mUne \u001b[0m\u001b[1m\u001b[4mtrêve\u001b[0m\u001b[1m en vue");
  }

  @Test
  void nothingFromOutsideReachesTheTerminalUncleaned() {
    print(
        AlertFormat.LIVE,
        false,
        alert("Une trêve\u001b]0;titre\u0007 en\u202evue", "https://q.example"));

    assertThat(printed()).doesNotContain("\u001b", "\u0007", "\u202e");
  }

  @Test
  void jsonIsTheAlertItself() {
    Alert alert = alert("Une trêve en vue", null);

    print(AlertFormat.JSON, true, alert);

    assertThat(Json.read(printed(), Alert.class)).isEqualTo(alert);
    assertThat(printed()).hasLineCount(1);
  }

  @Test
  void saysThePhaseOfATopicWithItsWords() {
    PhaseMatch phase =
        new PhaseMatch(
            "proposed",
            Map.of("fr", "proposé\u001b[2J", "en", "proposed"),
            List.of(new Evidence("title", 10, 16, "en vue", "said", 2)));
    Alert alert =
        SampleAlerts.alert()
            .title("Une trêve en vue")
            .findings(
                new Alert.Findings(
                    List.of(new TopicMatch("ceasefire", 1.5, List.of(), phase)),
                    Map.of(),
                    null,
                    List.of(),
                    List.of(),
                    "packs",
                    ArticleForm.NEWS))
            .time(FETCHED)
            .build();

    printer(AlertFormat.LIVE, false).print(alert, Language.EN);
    printer(AlertFormat.LIVE, true).print(alert, Language.FR);

    assertThat(printed())
        .startsWith("● ceasefire in en (proposed)  ")
        .contains(
            "*en vue*", "● ceasefire in fr (proposé", "trêve \u001b[0m\u001b[1m\u001b[4men vue")
        .doesNotContain("\u001b[2J");
  }

  @Test
  void speaksTheLanguageOfTheOwner() {
    Alert first = alert("", null);
    Alert update =
        SampleAlerts.alert()
            .revision(Alert.Kind.UPDATE, 2, Alert.UpdateReason.OUTLETS, Alert.UpdateReason.NUMBERS)
            .outlet(first.outlet(), first.outletName())
            .title("")
            .time(FETCHED)
            .build();

    printer(AlertFormat.LIVE, false).print(update, Language.FR);
    printer(AlertFormat.LIVE, false).print(first, Language.FR);

    assertThat(printed())
        .startsWith(
            """
            ● Requête  Le Courrier des quais  [mise à jour 2\u00a0: médias, chiffres]
              (sans titre)
              mar. 11 mars 2025, 19:00 (Paris)  pour desk  340 ms  SHORTID
            ● ceasefire in fr  Le Courrier des quais
            """
                .replace("SHORTID", update.id().substring(0, 8)));
  }

  @Test
  void marksWhatIsNoNews() {
    Alert opinion = SampleAlerts.alert().form(ArticleForm.OPINION).time(FETCHED).build();

    printer(AlertFormat.LIVE, false).print(opinion, Language.EN);
    printer(AlertFormat.LIVE, false)
        .print(SampleAlerts.alert().form(ArticleForm.MEDIA).build(), Language.FR);

    assertThat(printed())
        .containsOnlyOnce("  [opinion]\n")
        .containsOnlyOnce("  [vidéo ou audio]\n");
  }

  @Test
  void saysWhatIsNewInADevelopment() {
    Alert alert =
        SampleAlerts.alert()
            .developments(
                new Development(
                    Development.DevelopmentKind.COUNTRY,
                    "SA",
                    Map.of("fr", "Arabie saoudite", "en", "Saudi Arabia")),
                new Development(
                    Development.DevelopmentKind.PHASE,
                    "ceasefire",
                    Map.of("fr", "accord conclu", "en", "agreed")),
                new Development(Development.DevelopmentKind.SCORE, "summit", Map.of()))
            .build();

    printer(AlertFormat.LIVE, false).print(alert, Language.EN);
    printer(AlertFormat.LIVE, false).print(alert, Language.FR);

    assertThat(printed())
        .contains("[update 2: new: Saudi Arabia, agreed, a far stronger match]")
        .contains(
            "[mise à jour 2\u00a0: nouveau\u00a0: Arabie saoudite, accord conclu, bien plus net]");
  }

  @Test
  void marksALivePage() {
    Alert live = SampleAlerts.alert().livePage().time(FETCHED).build();

    printer(AlertFormat.LIVE, false).print(live, Language.EN);
    printer(AlertFormat.LIVE, false).print(live, Language.FR);
    printer(AlertFormat.LIVE, false).print(alert("", null), Language.FR);

    assertThat(printed()).containsOnlyOnce("  [live page]\n").containsOnlyOnce("  [direct]\n");
  }

  @Test
  void aCorrectionSaysWhatWasWithdrawn() {
    SampleAlerts sample =
        SampleAlerts.alert().title("Des tulipes").time(FETCHED, FETCHED).outlet("cap", "Radio Cap");
    Alert topics = sample.correction(2, "Un sommet à Trèves", "summit").build();
    Alert query = sample.correction(2, "Un sommet à Trèves").build();

    printer(AlertFormat.LISTED, false).accept(topics);
    printer(AlertFormat.LISTED, false).print(query, Language.FR);

    assertThat(printed())
        .isEqualTo(
            """
            ● summit in en  Radio Cap  [correction 2: no longer about summit in en]
              Des tulipes
              before: Un sommet à Trèves
              Tue 11 Mar 2025, 19:00 (Paris)  for desk  ID
            ● Requête  Radio Cap  [correction 2\u00a0: ne répond plus à la demande]
              Des tulipes
              avant\u00a0: Un sommet à Trèves
              mar. 11 mars 2025, 19:00 (Paris)  pour desk  ID
            """
                .replace("ID", topics.id().substring(0, 8)));
  }

  @Test
  void aMessageForSeveralSubscriptionsNamesThem() {
    Alert alert = SampleAlerts.alert().time(FETCHED).build();

    printer(AlertFormat.LIVE, false)
        .print(message(new Message.ToldAlerts(List.of(alert), null), "otan", "kiev"));

    assertThat(printed()).contains("  pour otan et kiev  340 ms  s1\n");
  }

  @Test
  void aDigestStandsUnderItsTopicsAndSaysWhyItComesTogether() {
    List<Alert> alerts =
        List.of(alert("Une trêve en vue", null), SampleAlerts.alert().story("s2").build());

    printer(AlertFormat.LIVE, false)
        .print(message(new Message.ToldAlerts(alerts, HoldReason.QUIET), "desk"));

    assertThat(printed())
        .startsWith(
            """
            2 actualités\u00a0: Requête (1), ceasefire in fr (1)
            2 actualités retenues pendant vos heures de silence.
            Requête
            ● Requête  Le Phare
              Un sommet s’ouvre
            """)
        .contains("\nceasefire in fr\n● ceasefire in fr  Le Courrier des quais\n")
        .doesNotContain(" ms ");
  }

  @Test
  void aTrialIsMarked() {
    printer(AlertFormat.LIVE, false).print(message(new Message.Trial(alert("Exemple", null)), "d"));

    assertThat(printed())
        .startsWith("Essai\u00a0: ceasefire in fr\u00a0: Exemple\nCeci est un essai du canal")
        .contains("● ceasefire in fr  Le Courrier des quais  [Essai]\n");
  }

  @Test
  void scriptsGetALineForEachAlertAndNoOther() {
    Alert first = alert("Une trêve en vue", null);
    Alert second = SampleAlerts.alert().story("s2").build();
    AlertPrinter json = printer(AlertFormat.JSON, false);

    json.print(message(new Message.ToldAlerts(List.of(first, second), HoldReason.DIGEST), "desk"));
    json.print(message(new Message.Trial(first), "desk"));
    json.print(
        message(
            new Message.FailingChannel(
                new Delivery.Notice("hook", "webhook", "HTTP 404", "d0", FETCHED)),
            "desk"));

    assertThat(printed().lines().map(line -> Json.read(line, Alert.class)))
        .containsExactly(first, second);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Ceci est un essai", "HTTP 404", "vigie deliveries retry d0");
    assertThat(json.isReadByPeople()).isFalse();
  }

  @Test
  void longTextsAreWrappedToTheTerminalWithTheirMarks() {
    Alert alert = alert("Une trêve en vue", null);

    new AlertPrinter(terminal(12, true), AlertFormat.PAST, (topic, language) -> topic, DISPLAY)
        .accept(alert);

    assertThat(printed()).contains("\u001b[4mtrêve\u001b[0m\n  \u001b[1men vue\u001b[0m\n");
  }

  private static Message message(Message.MessageContent content, String... subscriptions) {
    return new Message(
        "m1",
        Channel.CONSOLE,
        new Message.Reader(List.of(subscriptions), Language.FR, PressTimeZone.PARIS),
        content,
        null);
  }

  private void print(AlertFormat form, boolean colours, Alert alert) {
    printer(form, colours).accept(alert);
  }

  private AlertPrinter printer(AlertFormat form, boolean colours) {
    return new AlertPrinter(
        terminal(0, colours), form, (topic, language) -> topic + " in " + language, DISPLAY);
  }

  private Terminal terminal(int columns, boolean colours) {
    return new Terminal(
        new ByteArrayInputStream(new byte[0]),
        new ResultStream(out, () -> {}),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        columns,
        colours,
        Map.of(),
        Clock.fixed(FETCHED.plusMillis(340), ZoneOffset.UTC),
        new ShutdownSignal());
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Alert alert(String title, @Nullable String url) {
    List<Evidence> evidence =
        List.of(
            new Evidence("summary", 30, 34, "Kiev", "where", 0.5),
            new Evidence("title", 4, 9, "trêve", "truce", 1),
            new Evidence("summary", 3, 16, "cessez-le-feu", "truce", 1),
            new Evidence("summary", 3, 32, "cessez-le-feu de trente jours", "truce-days", 1));
    return SampleAlerts.alert()
        .outlet("le-courrier-des-quais", "Le Courrier des quais")
        .title(title)
        .url(url)
        .findings(
            new Alert.Findings(
                List.of(new TopicMatch("ceasefire", 1.5, evidence)),
                Map.of(),
                null,
                List.of("UA"),
                List.of("medtop:20000073"),
                "packs",
                ArticleForm.NEWS))
        .time(FETCHED, FETCHED.plusMillis(20))
        .build();
  }
}
