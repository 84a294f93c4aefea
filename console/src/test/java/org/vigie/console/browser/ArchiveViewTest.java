package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vigie.console.access.AccessLevel;

/// Search in the past.
@BrowserTest
class ArchiveViewTest {
  @Test
  void searchesNarrowsAndSubscribes(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.EDITOR, "/archive");
    assertThat(tab.page().locator(".results-head")).containsText(Pattern.compile("\\d+ articles"));
    Locator search = tab.page().getByLabel("Rechercher");
    search.fill("treves");
    search.press("Enter");
    assertThat(tab.page()).hasURL(Pattern.compile(".*/archive\\?text=treves$"));
    assertThat(
            tab.articles()
                .first()
                .locator("mark")
                .filter(new Locator.FilterOptions().setHasText("trêve")))
        .isVisible();

    Locator facet =
        tab.page().locator(".facet-value").filter(new Locator.FilterOptions().setHasText("Soudan"));
    facet.click();
    assertThat(tab.articles()).hasCount(2);
    assertThat(facet).hasAttribute("aria-pressed", "true");
    tab.page().goBack();
    assertThat(facet).hasAttribute("aria-pressed", "false");
    tab.page().goForward();
    assertThat(tab.articles()).hasCount(2);

    tab.link("S’abonner à cette recherche").click();
    tab.awaitView("Nouvel abonnement");
    assertThat(tab.page().locator("#query")).hasValue("treves");
    assertThat(tab.button("Retirer Soudan")).isVisible();
  }

  @Test
  void pagesThroughWhatWasFound(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/archive?text=istanbul");
    assertThat(tab.articles()).hasCount(30);
    Locator more = tab.button("Afficher la suite");
    more.click();
    assertThat(tab.articles()).hasCount(41);
    assertThat(more).isHidden();
    assertThat(tab.link("S’abonner à cette recherche")).isHidden();
  }

  @Test
  void narrowsThePeriodByABarOfTheHistogram(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/archive");
    Locator bars = tab.page().locator(".histogram a");
    assertThat(bars.first()).isVisible();
    String all = tab.page().locator(".results-head strong").innerText();
    bars.last().focus();
    tab.page().keyboard().press("ArrowLeft");
    tab.page().keyboard().press("Enter");
    assertThat(tab.page()).hasURL(Pattern.compile(".*from=.*"));
    assertThat(tab.page().locator(".results-head strong")).not().hasText(all);
    tab.button("Toute la période").click();
    assertThat(tab.page().locator(".results-head strong")).hasText(all);
  }

  @Test
  void opensTheVersionsOfAnArticle(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/archive?text=%22entr%C3%A9+en+vigueur%22");
    Locator article = tab.articles().first();
    article
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Versions et décisions"))
        .click();
    assertThat(article.getByTestId("version")).hasCount(2);
    article.getByText("Voir toute l’actualité").click();
    assertThat(tab.page())
        .hasURL(Pattern.compile(".*/stories/" + SampleStories.id("treve-soudan") + "$"));
    tab.page().goBack();
    assertThat(tab.articles()).hasCount(1);
    assertThat(tab.address()).startsWith("/archive?text=");
  }
}
