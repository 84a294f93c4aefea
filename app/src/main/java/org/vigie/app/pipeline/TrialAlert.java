package org.vigie.app.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Evidence;
import org.vigie.model.Identity;
import org.vigie.model.Outlet;
import org.vigie.model.Subscription;
import org.vigie.model.TopicMatch;

/// The invented alert of trials for subscriptions that have none of their own yet.
final class TrialAlert {
  private static final Outlet OUTLET = Outlet.named("Gazette d’exemple");
  private static final String STORY = Identity.itemId(OUTLET, "trial");
  private static final String TITLE =
      "À Genève, les deux délégations s’accordent sur une trêve de trente jours";
  private static final String SUMMARY =
      "Les médiateurs ont annoncé vendredi soir l’entrée en vigueur d’un cessez-le-feu à minuit."
          + " Les pourparlers reprendront lundi.";
  private static final String TOPIC = "ceasefire";

  private TrialAlert() {}

  /// Creates it as if it were raised now.
  static Alert create(Subscription subscription, Instant now) {
    return new Alert(
        Identity.alertId(subscription.id(), STORY),
        Alert.Revision.first(),
        new Alert.Recipient(subscription.id(), subscription.version()),
        new Alert.Coverage(STORY, List.of(OUTLET.id()), List.of(OUTLET.name())),
        new Alert.Source(
            STORY,
            "v1",
            TITLE,
            TITLE,
            SUMMARY,
            "https://gazette.example/treve",
            OUTLET.id(),
            OUTLET.name(),
            false),
        createFindings(),
        new Alert.Timeline(now.minus(Duration.ofMinutes(5)), now, now, now));
  }

  private static Alert.Findings createFindings() {
    List<Evidence> evidence =
        List.of(find("title", TITLE, "trêve"), find("summary", SUMMARY, "cessez-le-feu"));
    return new Alert.Findings(
        List.of(new TopicMatch(TOPIC, 2, evidence)),
        Map.of(TOPIC, Map.of("fr", "cessez-le-feu", "en", "ceasefire")),
        null,
        List.of("CH"),
        List.of(),
        "",
        ArticleForm.NEWS);
  }

  private static Evidence find(String field, String text, String word) {
    int start = text.indexOf(word);
    return Evidence.ofRule(field, text, start, start + word.length(), word);
  }
}
