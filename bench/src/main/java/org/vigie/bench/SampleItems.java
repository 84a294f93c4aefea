package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.vigie.model.Content;
import org.vigie.model.Outlet;
import org.vigie.wire.ItemLine;
import org.vigie.wire.Json;

/// Generates French items of realistic length from a seed: a headline of 8 to 14 words and a
/// summary of 30 to 60, about one in ten with a topic. The same seed gives the same items.
public final class SampleItems {
  static final Instant BEGIN = Instant.parse("2025-03-01T06:00:00Z");

  private static final List<Outlet> OUTLETS =
      List.of(
          Outlet.named("Le Courrier des quais"),
          Outlet.named("La Dépêche du plateau"),
          Outlet.named("Radio Fleuve"),
          Outlet.named("L’Observateur du Nord"));

  private static final List<String> SUBJECTS =
      List.of(
          "Le maire de la commune",
          "La ministre de la Santé",
          "Le club de la capitale",
          "Une enseignante à la retraite",
          "L’entreprise familiale",
          "Le tribunal administratif",
          "La préfecture du département",
          "Un collectif d’habitants",
          "Le président ukrainien",
          "La cheffe de la diplomatie européenne",
          "Le Kremlin",
          "La Maison Blanche",
          "Le syndicat des transports",
          "L’équipe de France féminine",
          "Le musée régional",
          "La compagnie aérienne");

  private static final List<String> VERBS =
      List.of(
          "annonce",
          "dévoile",
          "conteste",
          "prépare",
          "a présenté",
          "renonce à",
          "réclame",
          "défend",
          "examine",
          "suspend",
          "inaugure",
          "doit rendre",
          "s’inquiète de",
          "salue",
          "refuse",
          "relance");

  private static final List<String> OBJECTS =
      List.of(
          "un nouveau plan pour l’hôpital", "la fermeture de deux lignes de bus",
          "son budget pour l’année prochaine", "une exposition consacrée aux marées",
          "la réforme du calendrier scolaire", "un projet de parc éolien au large",
          "les résultats du premier trimestre", "la hausse des prix de l’énergie",
          "un recours contre le permis de construire", "la rénovation du vieux stade",
          "le retour des trains de nuit", "une enquête sur la qualité de l’eau");

  private static final List<String> DIPLOMATIC =
      List.of(
          "un cessez-le-feu de trente jours entre les deux armées",
          "de nouvelles sanctions contre les banques de Moscou",
          "un sommet des chefs d’État et de gouvernement à Bruxelles",
          "la coalition des volontaires prête à garantir la trêve");

  private static final List<String> TAILS =
      List.of(
          "selon un communiqué publié dans la soirée",
          "alors que les négociations se poursuivent depuis plusieurs semaines",
          "ce que l’opposition juge insuffisant au regard des besoins",
          "après une réunion qui s’est prolongée tard dans la nuit",
          "malgré les réserves exprimées par plusieurs élus du territoire",
          "sans que le calendrier précis ait été arrêté pour l’instant",
          "à la veille d’un déplacement très attendu dans la région",
          "tandis que les associations appellent à la prudence");

  private final SplittableRandom random;

  private SampleItems(long seed) {
    random = new SplittableRandom(seed);
  }

  /// Generates this number of items from a seed.
  public static List<SampleText> generate(int count, long seed) {
    SampleItems items = new SampleItems(seed);
    List<SampleText> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      made.add(items.generateNext(i));
    }
    return made;
  }

  /// Reads the items of a JSON Lines file in the form that the filter commands read.
  ///
  /// @throws IOException if the file cannot be read
  /// @throws IllegalArgumentException if a line is no item (the message names it) or the file has
  ///     none
  public static List<SampleText> readFile(Path file) throws IOException {
    List<SampleText> samples = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        samples.add(parseLine(file + ":" + (i + 1), lines.get(i)));
      }
    }
    if (samples.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no items");
    }
    return List.copyOf(samples);
  }

  private static SampleText parseLine(String place, String line) {
    try {
      ItemLine item = ItemLine.read(line);
      return new SampleText(item.toOutlet(), item.toContent());
    } catch (Json.MalformedJsonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }

  private SampleText generateNext(int number) {
    String object = pick(random.nextInt(10) == 0 ? DIPLOMATIC : OBJECTS);
    String title = pick(SUBJECTS) + " " + pick(VERBS) + " " + object + " n° " + number;
    StringBuilder summary = new StringBuilder(title).append(", ").append(pick(TAILS)).append(". ");
    for (int i = random.nextInt(2, 4); i > 0; i--) {
      summary
          .append(pick(SUBJECTS))
          .append(' ')
          .append(pick(VERBS))
          .append(' ')
          .append(pick(OBJECTS))
          .append(", ")
          .append(pick(TAILS))
          .append(". ");
    }
    Instant published = BEGIN.plus(Duration.ofSeconds(20L * number));
    return new SampleText(
        pick(OUTLETS),
        Content.of(title, summary.toString().strip())
            .withUrl("https://www.example.org/articles/" + number)
            .withPublished(published)
            .withCategories(List.of("Monde")));
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// A text and its outlet.
  public record SampleText(Outlet outlet, Content content) {}
}
