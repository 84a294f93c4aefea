package org.vigie.notifier.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.Alert.Development;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;
import org.vigie.notifier.channel.Message;
import org.vigie.testkit.SampleAlerts;
import org.vigie.testkit.SampleNews;

class MessageViewTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void anAlertSaysWhatAReaderNeedsInFrench() {
    MessageView view = view(Language.FR, SampleNews.sanctions());
    StoryView story = view.stories().getFirst();

    assertThat(view.kind()).isEqualTo(MessageView.MessageKind.ALERT);
    assertThat(view.subject())
        .isEqualTo(
            "Sanctions (imposées)\u00a0: L’Union européenne adopte de nouvelles sanctions contre"
                + " la Russie");
    assertThat(view.lead()).isEmpty();
    assertThat(story.outlets()).isEqualTo("Le Phare, Le Courrier des quais et 3 autres");
    assertThat(story.countries()).isEqualTo("Russie et France");
    assertThat(story.time()).isEqualTo("mar. 1er déc. 2026, 10:42 (Paris)");
    assertThat(story.headline().text("<", ">"))
        .isEqualTo("L’Union européenne <adopte> de nouvelles <sanctions> contre la Russie");
    assertThat(story.excerpt().text("<", ">"))
        .isEqualTo(
            "Le paquet vise 189 navires de la « <flotte fantôme> » et <gèle les avoirs> de douze"
                + " dirigeants.");
    assertThat(view.why())
        .isEqualTo(
            "Vous recevez ce message pour votre abonnement otan (sujet\u00a0: Sanctions"
                + " (imposées)).");
    assertThat(view.stop())
        .containsExactly(
            "Ne plus suivre cette actualité\u00a0: vigie subscriptions mute otan " + story.id(),
            "Suspendre l’abonnement\u00a0: vigie subscriptions pause otan",
            "Supprimer l’abonnement\u00a0: vigie subscriptions remove otan");
  }

  @Test
  void andInEnglish() {
    MessageView view = view(Language.EN, SampleNews.sanctionsUpdate());
    StoryView story = view.stories().getFirst();

    assertThat(view.subject())
        .isEqualTo(
            "Sanctions (imposed), update 2: Sanctions contre la Russie : vingt dirigeants visés");
    assertThat(story.change()).isEqualTo("update 2: outlets, numbers");
    assertThat(story.previous())
        .isEqualTo("L’Union européenne adopte de nouvelles sanctions contre la Russie");
    assertThat(story.outlets()).isEqualTo("Radio Cap, Le Phare and 4 others");
    assertThat(story.countries()).isEqualTo("Russia");
    assertThat(story.time()).isEqualTo("Tue 1 Dec 2026, 11:20 (Paris)");
    assertThat(view.why())
        .isEqualTo("You get this message for your subscription otan (topic: Sanctions (imposed)).");
  }

  @Test
  void severalSubscriptionsAreNamedAndShareTheIdOfTheStory() {
    Alert alert = SampleNews.livePage();
    MessageView view =
        view(Language.FR, List.of("otan", "kiev"), new Message.ToldAlerts(List.of(alert), null));

    assertThat(view.subject()).startsWith("otan et kiev\u00a0: EN DIRECT");
    assertThat(view.recipients()).isEqualTo("pour otan et kiev");
    assertThat(view.why())
        .isEqualTo(
            "Vous recevez ce message pour vos abonnements otan et kiev (la requête trouve"
                + " «\u00a0Pourparlers de Valmer\u00a0»).");
    assertThat(view.stop().getFirst())
        .endsWith("vigie subscriptions mute ABONNEMENT " + alert.story().substring(0, 8));
    assertThat(view.stories().getFirst().note()).isEqualTo("direct");
  }

  @Test
  void namesOutletsUpToThree() {
    assertThat(outlets("A")).isEqualTo("A");
    assertThat(outlets("A", "B")).isEqualTo("A et B");
    assertThat(outlets("A", "B", "C")).isEqualTo("A, B et C");
    assertThat(outlets("A", "B", "C", "D")).isEqualTo("A, B et 2 autres");
    assertThat(view(Language.FR, SampleAlerts.alert().outlets().build()).stories().getFirst())
        .as("the outlet of the article, if the story names none")
        .extracting(StoryView::outlets)
        .isEqualTo("Le Phare");
  }

  @Test
  void whatWasHeldOfOneStoryReadsAsOneUpdate() {
    Alert second = update(2, "Avant tout", Alert.UpdateReason.OUTLETS);
    Alert third = update(3, "Entre deux", Alert.UpdateReason.NUMBERS, Alert.UpdateReason.OUTLETS);
    MessageView view =
        view(
            Language.FR,
            List.of("otan"),
            new Message.ToldAlerts(List.of(second, third), HoldReason.COOL_DOWN));

    assertThat(view.kind()).isEqualTo(MessageView.MessageKind.ALERT);
    assertThat(view.lead())
        .isEqualTo("Ce qui a changé depuis la dernière alerte de cette actualité.");
    assertThat(view.stories()).hasSize(1);
    assertThat(view.stories().getFirst().change())
        .isEqualTo("mise à jour 3\u00a0: médias, chiffres");
    assertThat(view.stories().getFirst().previous()).isEqualTo("Avant tout");
  }

  @Test
  void aStoryThatIsNewToTheReaderIsNoUpdate() {
    Alert first = SampleAlerts.alert().build();
    MessageView view =
        view(
            Language.FR,
            List.of("otan"),
            new Message.ToldAlerts(
                List.of(first, update(2, "Un sommet", Alert.UpdateReason.OUTLETS)),
                HoldReason.QUIET));

    assertThat(view.lead()).isEqualTo("Actualité retenue pendant vos heures de silence.");
    assertThat(view.stories().getFirst().change()).isEmpty();
  }

  @Test
  void aCorrectionSaysWhatWasWithdrawn() {
    Alert correction = SampleAlerts.alert().correction(2, "Un sommet", "summit").build();
    MessageView view =
        MessageView.of(
            message(
                Language.FR, List.of("otan"), new Message.ToldAlerts(List.of(correction), null)),
            (topic, language) -> "Sommets");

    assertThat(view.subject()).startsWith("Sommets, correction 2\u00a0: ");
    assertThat(view.stories().getFirst().change())
        .isEqualTo("correction 2\u00a0: ne porte plus sur Sommets");
  }

  @Test
  void aDevelopmentSaysWhatIsNew() {
    Alert alert =
        SampleAlerts.alert()
            .developments(
                new Development(
                    Development.DevelopmentKind.COUNTRY, "SA", Map.of("fr", "Arabie saoudite")),
                new Development(Development.DevelopmentKind.SCORE, "summit", Map.of()))
            .build();

    assertThat(view(Language.FR, alert).stories().getFirst().change())
        .isEqualTo("mise à jour 2\u00a0: nouveau\u00a0: Arabie saoudite, bien plus net");
  }

  @Test
  void aDigestGroupsByTopicThenStoryNewestFirst() {
    MessageView view = view(HoldReason.DIGEST, SampleNews.day());

    assertThat(view.kind()).isEqualTo(MessageView.MessageKind.DIGEST);
    assertThat(view.subject())
        .isEqualTo(
            "12 actualités\u00a0: Sanctions (1), Coalitions d’États (3), Sommets et rencontres (4),"
                + " Cessez-le-feu (3), Requête (1)");
    assertThat(view.lead()).isEqualTo("Votre synthèse\u00a0: 12 actualités.");
    assertThat(view.sections().getFirst().stories())
        .as("the story of the first alert, which was told of last again")
        .singleElement()
        .satisfies(
            story -> {
              assertThat(story.headline().text())
                  .isEqualTo("Sanctions contre la Russie : vingt dirigeants visés");
              assertThat(story.change()).isEmpty();
            });
    assertThat(view.sections().get(1).stories())
        .extracting(story -> story.headline().text())
        .first()
        .isEqualTo("Coalition navale : le Maroc rejoint la mission");
    assertThat(view.stop().getFirst()).endsWith("vigie subscriptions mute otan CODE");
  }

  @Test
  void aDigestSaysWhyItComesTogether() {
    List<Alert> two = SampleNews.day().subList(0, 2);

    assertThat(view(HoldReason.CAP, two).lead())
        .isEqualTo(
            "2 actualités retenues\u00a0: votre limite de messages par heure était atteinte.");
    assertThat(view(HoldReason.PAUSED, two).lead())
        .isEqualTo("2 actualités retenues pendant la pause de votre abonnement.");
    assertThat(view(HoldReason.COOL_DOWN, two).lead())
        .isEqualTo("Ce qui a changé depuis la dernière alerte de ces 2 actualités.");
  }

  @Test
  void contentsHelpFromTenStoriesOn() {
    assertThat(view(HoldReason.DIGEST, stories(9)).hasContents()).isFalse();
    assertThat(view(HoldReason.DIGEST, stories(10)).hasContents()).isTrue();
    assertThat(view(HoldReason.DIGEST, stories(11)).hasContents()).isTrue();
  }

  @Test
  void aTrialIsMarked() {
    MessageView view =
        view(Language.FR, List.of("otan"), new Message.Trial(SampleNews.sanctions()));

    assertThat(view.kind()).isEqualTo(MessageView.MessageKind.TRIAL);
    assertThat(view.subject()).startsWith("Essai\u00a0: Sanctions");
    assertThat(view.lead()).contains("«\u00a0console\u00a0»", "rien de tel n’est arrivé");
    assertThat(view.stop()).hasSize(2);
  }

  @Test
  void aNoticeSaysWhatFailsAndWhatToDo() {
    MessageView view =
        view(
            Language.FR,
            List.of("l'otan"),
            new Message.FailingChannel(
                new Delivery.Notice("hook", "webhook", "HTTP 404\r\nX: y", "d0", SampleNews.NOW)));

    assertThat(view.kind()).isEqualTo(MessageView.MessageKind.NOTICE);
    assertThat(view.subject())
        .isEqualTo("Le canal «\u00a0hook\u00a0» de l’abonnement l'otan ne fonctionne pas");
    assertThat(view.lead())
        .isEqualTo(
            "Une alerte du mar. 1er déc. 2026, 10:42 (Paris) n’a pas pu être envoyée par le canal"
                + " «\u00a0hook\u00a0» (webhook) de l’abonnement l'otan\u00a0: HTTP 404 X: y");
    assertThat(view.stop())
        .as("commands as a shell reads them")
        .anyMatch(line -> line.endsWith("vigie deliveries list --subscription 'l'\\''otan'"))
        .anyMatch(line -> line.endsWith("vigie deliveries retry d0"));
  }

  @Test
  void timesAreThoseOfTheReader() {
    assertThat(time("Europe/Paris", "2026-10-25T00:30:00Z"))
        .as("02:30 comes twice at the end of summer time")
        .isEqualTo("dim. 25 oct. 2026, 02:30+02:00 (Paris)");
    assertThat(time("Europe/Paris", "2026-10-25T01:30:00Z"))
        .isEqualTo("dim. 25 oct. 2026, 02:30+01:00 (Paris)");
    assertThat(time("Europe/Paris", "2026-03-29T01:00:00Z"))
        .isEqualTo("dim. 29 mars 2026, 03:00 (Paris)");
    assertThat(time("America/Martinique", "2026-12-01T01:05:00.123456789Z"))
        .isEqualTo("lun. 30 nov. 2026, 21:05 (Martinique)");
    assertThat(time("Pacific/Auckland", "2026-11-30T22:00:00Z"))
        .isEqualTo("mar. 1er déc. 2026, 11:00 (Auckland)");
    assertThat(time("+02:00", "2026-12-01T01:05:00Z"))
        .isEqualTo("mar. 1er déc. 2026, 03:05 (UTC+02:00)");
  }

  @Test
  void whatThePressWritesIsOneHarmlessLine() {
    Alert alert =
        SampleAlerts.alert()
            .outlet("o", "Radio\u202e\r\nBcc: x@example.org")
            .title("Sommet\r\nBcc: y@example.org\u202e \u001b[31m<b>@here</b>\uD83D")
            .summary("Un\u0000 sommet\u2066 s’ouvre")
            .url("javascript:alert(1)")
            .build();
    MessageView view = view(Language.FR, alert);

    assertThat(view.toString()).doesNotContainPattern("[\\p{Cntrl}\u202e\u2066\\p{Cs}]");
    assertThat(view.subject()).isEqualTo("otan\u00a0: Sommet Bcc: y@example.org [31m<b>@here</b>");
    assertThat(view.stories().getFirst().url()).isNull();
    assertThat(view.stories().getFirst().outlets()).isEqualTo("Radio Bcc: x@example.org");
  }

  @Test
  void aLongHeadlineIsCutInTheSubjectAlone() {
    MessageView view = view(Language.FR, SampleAlerts.alert().title("mot ".repeat(60)).build());

    assertThat(view.subject()).hasSizeLessThanOrEqualTo(150).endsWith("mot…");
    assertThat(view.stories().getFirst().headline().text()).hasSize(239);
  }

  private static String outlets(String first, String... others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(others));
    Alert alert = SampleNews.news("s", "Titre").outlets(all.toArray(String[]::new)).build();
    return view(Language.FR, alert).stories().getFirst().outlets();
  }

  private static String time(String zone, String instant) {
    Alert alert = SampleAlerts.alert().published(Instant.parse(instant)).build();
    return MessageView.of(
            new Message(
                "m",
                Channel.CONSOLE,
                new Message.Reader(List.of("otan"), Language.FR, ZoneId.of(zone)),
                new Message.ToldAlerts(List.of(alert), null),
                null))
        .stories()
        .getFirst()
        .time();
  }

  private static Alert update(int seq, String before, Alert.UpdateReason... reasons) {
    return SampleAlerts.alert()
        .revision(new Alert.Revision(Alert.Kind.UPDATE, seq, List.of(reasons), before, List.of()))
        .build();
  }

  private static List<Alert> stories(int count) {
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      alerts.add(SampleAlerts.createAlert("otan", "s" + i));
    }
    return alerts;
  }

  private static MessageView view(HoldReason held, List<Alert> alerts) {
    return view(Language.FR, List.of("otan"), new Message.ToldAlerts(alerts, held));
  }

  private static MessageView view(Language language, Alert alert) {
    return view(language, List.of("otan"), new Message.ToldAlerts(List.of(alert), null));
  }

  private static MessageView view(
      Language language, List<String> subscriptions, Message.MessageContent content) {
    return MessageView.of(message(language, subscriptions, content));
  }

  private static Message message(
      Language language, List<String> subscriptions, Message.MessageContent content) {
    return new Message(
        "m1", Channel.CONSOLE, new Message.Reader(subscriptions, language, PARIS), content, null);
  }
}
