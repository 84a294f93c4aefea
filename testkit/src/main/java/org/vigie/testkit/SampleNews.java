package org.vigie.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Evidence;
import org.vigie.model.Outlet;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;

/// Alerts of an invented press, as complete as those of a day: with evidence, phases, countries and
/// several outlets. For the look of messages.
public final class SampleNews {
  /// The day of the news: 1 December 2026, 9:42 UTC.
  public static final Instant NOW = Instant.parse("2026-12-01T09:42:00Z");

  private static final Map<String, Map<String, String>> TOPIC_LABELS =
      Map.of(
          "ceasefire", Map.of("fr", "Cessez-le-feu", "en", "Ceasefire"),
          "summit", Map.of("fr", "Sommets et rencontres", "en", "Summits and meetings"),
          "sanctions", Map.of("fr", "Sanctions", "en", "Sanctions"),
          "coalition", Map.of("fr", "Coalitions d’États", "en", "Coalitions of states"));

  private static final Map<String, Map<String, String>> PHASES =
      Map.of(
          "agreed", Map.of("fr", "conclu ou déclaré", "en", "agreed or declared"),
          "proposed", Map.of("fr", "proposé ou demandé", "en", "proposed or called for"),
          "imposed", Map.of("fr", "imposées", "en", "imposed"),
          "held", Map.of("fr", "en cours ou tenu", "en", "held"));

  private SampleNews() {}

  /// News of sanctions that five outlets report.
  public static Alert sanctions() {
    return news(
            "a1b2c3d4e5f60718", "L’Union européenne adopte de nouvelles sanctions contre la Russie")
        .summary(
            "Les ministres se sont retrouvés lundi à Bruxelles. Le paquet vise 189 navires de la"
                + " « flotte fantôme » et gèle les avoirs de douze dirigeants. M. Delorme a salué"
                + " un texte « sans précédent ».")
        .outlets("Le Phare", "Le Courrier des quais", "Radio Cap", "Agence Boréale", "L’Écho")
        .topic("sanctions", "imposed", "adopte", "sanctions", "flotte fantôme", "gèle les avoirs")
        .countries("RU", "FR")
        .build();
  }

  /// An update of that news: another headline, more outlets.
  public static Alert sanctionsUpdate() {
    return news("a1b2c3d4e5f60718", "Sanctions contre la Russie : vingt dirigeants visés")
        .summary("La liste s’allonge. Les Vingt-Sept gèlent les avoirs de vingt dirigeants.")
        .outlets(
            "Radio Cap", "Le Phare", "Le Courrier des quais", "Agence Boréale", "L’Écho", "Le Fil")
        .topic("sanctions", "imposed", "Sanctions", "gèlent les avoirs")
        .countries("RU")
        .revision(
            new Alert.Revision(
                Alert.Kind.UPDATE,
                2,
                List.of(Alert.UpdateReason.OUTLETS, Alert.UpdateReason.NUMBERS),
                "L’Union européenne adopte de nouvelles sanctions contre la Russie",
                List.of()))
        .after(Duration.ofMinutes(38))
        .build();
  }

  /// A live page that a query found.
  public static Alert livePage() {
    return news("b2c3d4e5f6071829", "EN DIRECT - Pourparlers de Valmer : la délégation est arrivée")
        .summary("Suivez la journée heure par heure depuis la ville de Valmer.")
        .outlets("Radio Cap")
        .query("Pourparlers de Valmer")
        .live()
        .after(Duration.ofMinutes(5))
        .build();
  }

  /// Alerts of twelve stories, oldest first, with an update of one of them.
  public static List<Alert> day() {
    List<Alert> day = new ArrayList<>();
    day.add(sanctions());
    day.add(livePage());
    day.add(
        ceasefire("c17f60918a2b3c4d", "Une trêve de dix jours proclamée dans le détroit d’Ormel"));
    day.add(
        ceasefire("c27f60918a2b3c4d", "Le médiateur propose une trêve humanitaire à Port-Lazare"));
    day.add(ceasefire("c37f60918a2b3c4d", "Trêve de l’Est : les observateurs déployés dès jeudi"));
    day.add(
        summit(
            "d17f60918a2b3c4d",
            "Sommet des deux rives : trente chefs d’État attendus à Marseille"));
    day.add(
        summit(
            "d27f60918a2b3c4d", "Les ministres des Affaires étrangères réunis en sommet à Riga"));
    day.add(summit("d37f60918a2b3c4d", "Un sommet extraordinaire convoqué après l’incident naval"));
    day.add(
        summit("d47f60918a2b3c4d", "Sommet du climat : la présidence publie un projet d’accord"));
    day.add(
        coalition("e17f60918a2b3c4d", "Neuf pays lancent une coalition pour la sécurité maritime"));
    day.add(
        coalition(
            "e27f60918a2b3c4d", "La coalition des volontaires se dote d’un état-major à Brest"));
    day.add(coalition("e37f60918a2b3c4d", "Coalition navale : le Maroc rejoint la mission"));
    day.add(sanctionsUpdate());
    return day;
  }

  private static Alert ceasefire(String story, String title) {
    return news(story, title)
        .summary("Les deux parties disent accepter la trêve, selon un communiqué commun.")
        .outlets("Le Fil du Levant", "Agence Boréale")
        .topic("ceasefire", title.contains("propose") ? "proposed" : "agreed", "trêve", "Trêve")
        .countries("EG", "QA")
        .after(Duration.ofMinutes(10))
        .build();
  }

  private static Alert summit(String story, String title) {
    return news(story, title)
        .summary("La rencontre doit durer deux jours. Le sommet s’achèvera par une déclaration.")
        .outlets("Le Phare", "Radio Cap", "L’Écho")
        .topic("summit", "held", "sommet", "Sommet")
        .countries("FR")
        .after(Duration.ofMinutes(20))
        .build();
  }

  private static Alert coalition(String story, String title) {
    return news(story, title)
        .summary("Ses membres mettent en commun des patrouilles et des moyens de surveillance.")
        .outlets("L’Écho")
        .topic("coalition", "", "coalition", "Coalition")
        .countries("FR", "MA")
        .after(Duration.ofMinutes(30))
        .build();
  }

  /// Builds an alert of an article that was published at [#NOW] by Le Phare.
  public static NewsBuilder news(String story, String title) {
    return new NewsBuilder(story, title);
  }

  /// Builds an alert in which words of the article are the evidence.
  public static final class NewsBuilder {
    private final String story;
    private final String title;
    private String summary = "";
    private List<Outlet> outlets = List.of(Outlet.named("Le Phare"));
    private List<String> countries = List.of();
    private String topic = "";
    private String phase = "";
    private List<String> words = List.of();
    private Alert.Revision revision = Alert.Revision.first();
    private boolean livePage;
    private Instant published = NOW;

    private NewsBuilder(String story, String title) {
      this.story = story;
      this.title = title;
    }

    /// The summary of the article.
    public NewsBuilder summary(String other) {
      summary = other;
      return this;
    }

    /// The names of the outlets, the one of the article first.
    public NewsBuilder outlets(String... names) {
      outlets = List.of(names).stream().map(Outlet::named).toList();
      return this;
    }

    /// ISO codes.
    public NewsBuilder countries(String... codes) {
      countries = List.of(codes);
      return this;
    }

    /// The topic, its phase (empty for none), and the words of title and summary that show it.
    public NewsBuilder topic(String id, String phaseId, String... evidence) {
      topic = id;
      phase = phaseId;
      words = List.of(evidence);
      return this;
    }

    /// The words that a query found in title and summary, without a topic.
    public NewsBuilder query(String... evidence) {
      return topic("", "", evidence);
    }

    /// The number of the alert and what changed.
    public NewsBuilder revision(Alert.Revision other) {
      revision = other;
      return this;
    }

    /// A live page.
    public NewsBuilder live() {
      livePage = true;
      return this;
    }

    /// When it was published, counted from [#NOW].
    public NewsBuilder after(Duration length) {
      published = NOW.plus(length);
      return this;
    }

    /// The alert.
    public Alert build() {
      List<Evidence> evidence = new ArrayList<>();
      words.forEach(word -> addEvidence(evidence, "title", title, word));
      words.forEach(word -> addEvidence(evidence, "summary", summary, word));
      PhaseMatch found =
          phase.isEmpty() ? null : new PhaseMatch(phase, PHASES.get(phase), List.of());
      Outlet first = outlets.getFirst();
      return SampleAlerts.alert()
          .subscription("otan")
          .story(story)
          .revision(revision)
          .title(title)
          .summary(summary)
          .url("https://" + first.id() + ".example/articles/" + story)
          .outlets(first, outlets)
          .findings(
              new Alert.Findings(
                  topic.isEmpty() ? List.of() : List.of(new TopicMatch(topic, 2, evidence, found)),
                  topic.isEmpty() ? Map.of() : Map.of(topic, TOPIC_LABELS.get(topic)),
                  topic.isEmpty() ? new Alert.QueryMatch(evidence) : null,
                  countries,
                  List.of(),
                  "packs",
                  ArticleForm.NEWS))
          .livePage(livePage)
          .published(published)
          .time(published.plusSeconds(90))
          .build();
    }

    private static void addEvidence(
        List<Evidence> evidence, String field, String text, String word) {
      int at = text.indexOf(word);
      if (at >= 0) {
        evidence.add(new Evidence(field, at, at + word.length(), word, word, 1));
      }
    }
  }
}
