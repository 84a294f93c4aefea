package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.vigie.console.access.AccessLevel;

/// Backtests.
@BrowserTest
class RunsViewTest {
  @Test
  void triesASearchOnThePast(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.EDITOR, "/archive?text=tr%C3%AAve&topic=ceasefire");
    tab.link("Essayer sur le passé").click();
    tab.awaitView("Essais");
    Page page = tab.page();
    assertThat(page.locator("#backtest-query")).hasValue("trêve");
    assertThat(page.locator("#replays-title")).isVisible();
    int before = page.getByTestId("backtest").count();
    tab.button("Lancer l’essai").click();
    assertThat(page.getByTestId("backtest")).hasCount(before + 1);
    Locator run = page.getByTestId("backtest").first();
    assertThat(run.locator(".badge")).hasText("terminé");
    assertThat(run).containsText("pour de nouvelles actualités");
    assertThat(run.locator(".count-bars").last()).containsText("Cessez-le-feu");
    run.getByText("Exemples").click();
    assertThat(run.locator("details a").first()).isVisible();
    run.getByText("Oublier").click();
    assertThat(page.getByTestId("backtest")).hasCount(before);
  }

  @Test
  void saysWhichDateIsWrong(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.EDITOR, "/runs");
    tab.expectLogged(".*status of 400.*");
    tab.page().locator("#backtest-query").fill("trêve");
    tab.page().locator("#backtest-from").fill("hier");
    tab.button("Lancer l’essai").click();
    assertThat(tab.page().locator("#backtest-from")).hasAttribute("aria-invalid", "true");
  }
}
