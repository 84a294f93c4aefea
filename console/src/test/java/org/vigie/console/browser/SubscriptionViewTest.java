package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vigie.console.access.AccessLevel;

/// Subscriptions, from the list to the last button.
@BrowserTest
class SubscriptionViewTest {
  private static final int TABS = 150;

  private static Locator row(ConsoleTab tab, String id) {
    return tab.page()
        .getByTestId("subscription")
        .filter(new Locator.FilterOptions().setHas(tab.page().getByText(id, exact())));
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static Locator preview(ConsoleTab tab) {
    return tab.page().getByTestId("preview");
  }

  @Test
  void listsWhatIsAskedForAndHowItStands(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/subscriptions");
    assertThat(row(tab, "sahel")).containsText("en pause");
    assertThat(row(tab, "golfe")).containsText("résumé chaque jour à 07:30");
    assertThat(row(tab, "europe-est")).containsText("Sanctions");
    assertThat(row(tab, "europe-est")).not().containsText("T0/B0/secret");
  }

  @Test
  void previewsSavesChangesAndRemovesASubscription(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.EDITOR, "/subscriptions");
    Page page = tab.page();
    tab.link("Nouvel abonnement").click();
    tab.awaitView("Nouvel abonnement");
    page.getByLabel("Nom", new Page.GetByLabelOptions().setExact(true)).fill("essai");
    page.getByLabel("Recherche", new Page.GetByLabelOptions().setExact(true)).fill("soudan");
    assertThat(preview(tab).locator(".preview-count"))
        .hasText(Pattern.compile("3 articles sur \\d+ en 7 jours"));
    assertThat(preview(tab).getByTestId("article").first().locator("mark").first())
        .containsText("Soudan");
    page.getByLabel("Type").selectOption("email");
    page.getByLabel("Adresse e-mail").fill("essai@redaction.example");
    tab.button("S’abonner").click();
    tab.awaitView("essai");
    assertThat(page).hasURL(Pattern.compile(".*/subscriptions/essai$"));
    assertThat(page.locator(".notice-bar")).containsText("L’abonnement est ajouté.");

    page.getByLabel("Recherche", new Page.GetByLabelOptions().setExact(true)).fill("yémen");
    assertThat(preview(tab).locator(".preview-count")).containsText("1 article sur");
    tab.button("Enregistrer").click();
    assertThat(page.locator(".notice-bar")).containsText("L’abonnement est enregistré.");
    tab.button("Envoyer un message d’essai").click();
    assertThat(page.locator(".trial")).containsText("arrivé");
    assertThat(page.locator(".trial")).containsText("the host does not answer");

    tab.button("Mettre en pause essai").click();
    assertThat(tab.button("Reprendre essai")).isVisible();
    assertThat(page.locator(".badges")).hasText("en pause");
    tab.button("Reprendre essai").click();
    assertThat(page.locator(".badges")).hasText("actif");
    tab.button("Faire taire… essai").click();
    tab.button("24 heures").click();
    assertThat(page.locator(".badges")).containsText("muet jusqu’au");
    tab.button("Supprimer essai").click();
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Supprimer"))
        .click();
    assertThat(page).hasURL(Pattern.compile(".*/subscriptions$"));
    assertThat(row(tab, "golfe")).isVisible();
    assertThat(row(tab, "essai")).isHidden();
  }

  @Test
  void saysWhichFieldIsWrong(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.EDITOR, "/subscriptions/new");
    tab.expectLogged(".*status of 4(00|22).*");
    Locator query = tab.page().getByLabel("Recherche", new Page.GetByLabelOptions().setExact(true));
    query.fill("(soudan");
    assertThat(query).hasAttribute("aria-invalid", "true");
    tab.button("S’abonner").click();
    assertThat(tab.page().locator(".save-bar")).containsText("Refusé :");
    assertThat(query).isFocused();
  }

  @Test
  void tellsWhatWasSentAndWhy(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.EDITOR, "/subscriptions/europe-est");
    Locator sent =
        tab.page()
            .getByTestId("alert")
            .filter(new Locator.FilterOptions().setHasText("flotte fantôme"))
            .first();
    sent.getByRole(AriaRole.BUTTON).first().click();
    assertThat(sent.locator(".deliveries")).containsText(new String[] {"remise", "en attente"});
    assertThat(sent).containsText("the host answers 410");
    sent.getByText("Trop…").click();
    sent.getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sanctions").setExact(true))
        .click();
    assertThat(sent).containsText("Noté : « Sanctions » est de trop.");
  }

  /// From the load of the page to the saved subscription, with nothing but keys.
  @Test
  void subscribesByKeyboard(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.EDITOR, "/");
    Keyboard keys = tab.page().keyboard();
    assertThat(tab.story("sanctions-flotte")).isVisible();
    tabTo(tab, "Abonnements");
    keys.press("Enter");
    tab.awaitView("Abonnements");
    assertThat(tab.page().locator("h1")).isFocused();
    tabTo(tab, "Nouvel abonnement");
    keys.press("Enter");
    tab.awaitView("Nouvel abonnement");
    assertThat(tab.page().locator("h1")).isFocused();
    tabTo(tab, "Nom");
    keys.type("clavier");
    tabTo(tab, "Sanctions");
    keys.press("Space");
    assertThat(preview(tab).locator(".preview-count")).containsText("articles sur");
    tabTo(tab, "Pays");
    keys.type("Iran");
    keys.press("Enter");
    assertThat(tab.button("Retirer Iran")).isVisible();
    assertThat(preview(tab).locator(".preview-count")).containsText("2 articles sur");
    tabTo(tab, "S’abonner");
    keys.press("Enter");
    tab.awaitView("clavier");
    assertThat(tabs.console().admin().subscriptions().show("clavier").subscription())
        .satisfies(one -> assertThat(one.topics()).containsExactly("sanctions"))
        .satisfies(one -> assertThat(one.scope().countries()).containsExactly("IR"));
    tabs.console().admin().subscriptions().remove(List.of("clavier"));
  }

  /// Presses Tab until the element of this name has the focus, and is marked as such.
  private static void tabTo(ConsoleTab tab, String name) {
    for (int i = 0; i < TABS; i++) {
      tab.page().keyboard().press("Tab");
      if (tab.evaluate(
              "() => (document.activeElement.labels?.[0] ?? document.activeElement)"
                  + ".textContent.trim()")
          .equals(name)) {
        assertThat(tab.evaluate("() => document.activeElement.matches(':focus-visible')"))
            .isEqualTo(true);
        return;
      }
    }
    throw new AssertionError("the tab key does not reach '" + name + "'");
  }
}
