package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.vigie.console.access.AccessLevel;

/// A story with its timeline.
@BrowserTest
class StoryViewTest {
  @Test
  void showsVersionsInOrderWithTheDecisionOnEach(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/stories/" + SampleStories.id("treve-soudan"));
    tab.awaitView("Au Soudan, la trêve est respectée dans l’ensemble, selon l’Union africaine");
    Locator versions = tab.page().getByTestId("version");
    assertThat(versions.locator("h3"))
        .hasText(
            new String[] {
              "Soudan : un cessez-le-feu de dix jours proclamé à Port-Soudan",
              "Soudan : le cessez-le-feu de dix jours est entré en vigueur",
              "Au Soudan, la trêve est respectée dans l’ensemble, selon l’Union africaine"
            });
    assertThat(versions.nth(0)).containsText("version 1 sur 2");
    assertThat(versions.nth(1)).containsText("les abonnés pouvaient être alertés");
    assertThat(versions.nth(1).locator(".decision mark").first()).isVisible();
    tab.button("Les plus récents d’abord").click();
    assertThat(versions.nth(0)).containsText("Au Soudan, la trêve est respectée");
    assertThat(tab.page().locator(".story-columns")).containsText("rectificatif");
  }

  @Test
  void takesFeedbackAndMutesAStory(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.EDITOR, "/stories/" + SampleStories.id("treve-soudan"));
    Locator feedback =
        tab.page().getByTestId("version").last().getByLabel("Votre avis sur cet article");
    feedback.getByText("Manqué…").click();
    feedback.getByText("Sanctions").click();
    assertThat(feedback).containsText("Noté : « Sanctions » manque.");
    feedback.getByText("Annuler l’avis").click();
    assertThat(feedback.getByText("Manqué…")).isVisible();

    tab.button("Ne plus m’en alerter (europe-est)").click();
    Locator again = tab.button("M’en alerter de nouveau (europe-est)");
    assertThat(again).isVisible();
    again.click();
    assertThat(tab.button("Ne plus m’en alerter (europe-est)")).isVisible();
  }

  @Test
  void saysThatAStoryDoesNotExist(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.openWithout(ConsoleTabs.Look.DESK);
    tab.expectLogged(".*status of 404.*");
    tab.go("/stories/nobody#token=" + SampleRole.token(AccessLevel.READER));
    assertThat(tab.page().locator(".empty")).containsText("Cette actualité n’existe pas");
  }
}
