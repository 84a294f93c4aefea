package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vigie.console.access.AccessLevel;

/// Whether anything is stuck.
@BrowserTest
class OperationsViewTest {
  @Test
  void showsGroupsFeedsAndNumbers(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/operations");
    Page page = tab.page();
    Locator groups = page.getByTestId("group");
    assertThat(
            groups
                .filter(new Locator.FilterOptions().setHasText("vigie-archive"))
                .locator(".badge"))
        .hasText("ok");
    assertThat(
            groups.filter(new Locator.FilterOptions().setHasText("vigie-notify")).locator(".badge"))
        .hasText("behind");
    Locator feeds = page.getByTestId("feed");
    assertThat(feeds).hasCount(5);
    assertThat(feeds.nth(0).locator(".badge")).hasText("en échec");
    assertThat(feeds.filter(new Locator.FilterOptions().setHasText("Radio Cap")))
        .containsText("the server answers 503 · 2 échecs de suite");
    assertThat(page.locator(".glance")).containsText("Remises en échec1");
  }

  @Test
  void retriesADelivery(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.OPERATOR, "/operations");
    Page page = tab.page();
    page.locator(".tabs").getByText("échec").click();
    assertThat(page).hasURL(Pattern.compile(".*/operations\\?state=failed$"));
    Locator failed = page.getByTestId("delivery");
    assertThat(failed).hasCount(1);
    assertThat(failed).containsText("the host answers 410");
    failed
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("Réessayer")))
        .click();
    assertThat(failed).containsText("Nouvelle tentative demandée.");
    page.goBack();
    assertThat(page.getByTestId("delivery")).not().hasCount(1);
  }

  @Test
  void addsAndRemovesAFeed(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.OPERATOR, "/operations");
    Page page = tab.page();
    page.getByLabel("Adresse du flux").fill("https://essai.example/rss");
    tab.button("Ajouter le flux").click();
    Locator feed =
        page.getByTestId("feed").filter(new Locator.FilterOptions().setHasText("essai.example"));
    assertThat(feed).containsText("pas encore lu");
    feed.getByRole(AriaRole.BUTTON).click();
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Supprimer"))
        .click();
    assertThat(feed).hasCount(0);
  }
}
