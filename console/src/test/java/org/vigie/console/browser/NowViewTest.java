package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vigie.console.access.AccessLevel;
import org.vigie.model.Item;

/// What happens now.
@BrowserTest
class NowViewTest {
  private static final String PENDING = "1 nouvelle dépêche — afficher";

  @Test
  void showsStoriesWithEvidenceInTheirSentences(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/");
    assertThat(tab.page()).hasTitle("En direct – Vigie");
    Locator truce = tab.story("treve-soudan");
    assertThat(truce.locator(".topic")).containsText("Cessez-le-feu");
    assertThat(truce.locator("mark")).hasText(new String[] {"Soudan", "trêve"});
    assertThat(truce).containsText("2 médias · Le Fil du Levant et Agence Boréale");
    assertThat(truce).containsText("il y a 8 min");
    assertThat(tab.story("accord-quarante")).containsText("39 autres");
    assertThat(tab.story("direct-pourparlers")).containsText("page en direct");
    Locator more = tab.button("Afficher la suite");
    more.click();
    assertThat(tab.stories()).hasCount(32);
    assertThat(more).isHidden();
  }

  @Test
  void keepsFiltersInTheAddress(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/");
    tab.button("Sanctions").click();
    assertThat(tab.page()).hasURL(Pattern.compile(".*/\\?topic=sanctions$"));
    assertThat(tab.story("sommet-riga")).isHidden();
    Locator country = tab.page().getByLabel("Pays");
    country.fill("iran");
    country.press("Enter");
    assertThat(tab.stories()).hasCount(1);
    assertThat(tab.page()).hasURL(Pattern.compile(".*topic=sanctions&country=IR$"));

    tab.page().reload();
    assertThat(tab.stories()).hasCount(1);
    assertThat(tab.button("Sanctions")).hasAttribute("aria-pressed", "true");
    assertThat(tab.button("Retirer Iran")).isVisible();

    tab.page().goBack();
    assertThat(tab.story("sanctions-belarus")).isVisible();
    tab.page().goBack();
    assertThat(tab.story("sommet-riga")).isVisible();
    tab.page().goForward();
    assertThat(tab.story("sommet-riga")).isHidden();
  }

  @Test
  void searchesAndSaysWhatIsWrongWithAQuery(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/");
    tab.expectLogged(".*status of 400.*");
    Locator search = tab.page().getByLabel("Rechercher");
    search.fill("treve SAUF soudan");
    search.press("Enter");
    assertThat(tab.story("treve-yemen")).isVisible();
    assertThat(tab.story("treve-soudan")).isHidden();
    search.fill("(trêve");
    search.press("Enter");
    assertThat(search).hasAttribute("aria-invalid", "true");
    assertThat(tab.page().locator("#search-problem")).not().isEmpty();
    search.fill("xylophone");
    search.press("Enter");
    assertThat(tab.page().locator(".empty")).containsText("Aucune dépêche");
  }

  @Test
  void comesBackToWhereTheReaderWas(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/?topic=ceasefire");
    Locator last = tab.story("treve-noel").getByRole(AriaRole.LINK).first();
    last.scrollIntoViewIfNeeded();
    double before = scrollOf(tab);
    assertThat(before).isPositive();
    last.click();
    tab.awaitView("Le pape demande une trêve de Noël en Ukraine");
    tab.page().goBack();
    assertThat(tab.story("treve-noel")).isVisible();
    tab.page().waitForCondition(() -> Math.abs(scrollOf(tab) - before) < 2);
    assertThat(tab.address()).isEqualTo("/?topic=ceasefire");
  }

  private static double scrollOf(ConsoleTab tab) {
    return ((Number) tab.evaluate("() => scrollY")).doubleValue();
  }

  @Test
  void keepsWhatIsTypedWhileNewsCome(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/");
    assertThat(tab.story("sanctions-flotte")).isVisible();
    Locator search = tab.page().getByLabel("Rechercher");
    search.fill("à moitié");
    Item item = tabs.console().publish("typed-1", "Le Phare", "Un sommet s’ouvre à Cork", "Enfin.");
    tabs.console().tell("typed", 1, item);
    assertThat(tab.story("typed")).isVisible();
    assertThat(search).hasValue("à moitié");
  }

  @Test
  void addsNewStoriesOnTopOfAnIdlePage(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/");
    assertThat(tab.story("sanctions-flotte")).isVisible();
    Item first =
        tabs.console()
            .publish("idle-1", "Le Phare", "Berlin et Paris tiennent un sommet à Metz", "Enfin.");
    tabs.console().tell("idle", 1, first);
    assertThat(tab.stories().first()).hasAttribute("data-story", SampleStories.id("idle"));

    Item second =
        tabs.console()
            .publish("idle-2", "L’Écho", "Le sommet de Metz accueille aussi Varsovie", "Enfin.");
    tabs.console().tell("idle", 2, first, second);
    assertThat(tab.story("idle")).containsText("aussi Varsovie");
    assertThat(tab.story("idle")).containsText("2 médias");
  }

  @Test
  void doesNotMoveWhatIsBeingRead(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/");
    Locator read = tab.story("sommet-marseille");
    read.getByRole(AriaRole.LINK).first().focus();
    BoundingBox before = Objects.requireNonNull(read.boundingBox());
    Item item =
        tabs.console()
            .publish("calm-1", "Le Phare", "Oslo propose un cessez-le-feu au Sahel", "Enfin.");
    tabs.console().tell("calm", 1, item);
    Locator pending = tab.button(PENDING);
    assertThat(pending).isVisible();
    assertThat(tab.story("calm")).isHidden();
    assertThat(Objects.requireNonNull(read.boundingBox()).y).isEqualTo(before.y);
    assertThat(tab.evaluate("() => document.activeElement.closest('[data-story]').dataset.story"))
        .isEqualTo(SampleStories.id("sommet-marseille"));

    pending.click();
    assertThat(tab.stories().first()).hasAttribute("data-story", SampleStories.id("calm"));
    assertThat(tab.story("calm").getByRole(AriaRole.LINK).first()).isFocused();
    assertThat(pending).isHidden();
  }
}
