package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigie.console.access.AccessLevel;

/// Who may see what, and how they come in.
@BrowserTest
class SessionViewTest {
  @Test
  void takesTheTokenOutOfTheAddress(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.EDITOR, "/archive?text=otan");
    String token = SampleRole.token(AccessLevel.EDITOR);
    assertThat(tab.page().url()).endsWith("/archive?text=otan");
    assertThat(tab.evaluate("() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"))
        .asString()
        .doesNotContain(token);
    Cookie cookie = tab.page().context().cookies().getFirst();
    assertThat(cookie.value).isNotEqualTo(token);
    assertThat(cookie.httpOnly).isTrue();
    assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
    tab.link("Abonnements").click();
    tab.awaitView("Abonnements");
    tab.page().goBack();
    assertThat(tab.page()).hasURL(Pattern.compile(".*/archive\\?text=otan$"));
  }

  @Test
  void asksForATokenAndComesBackToTheSamePlace(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.EDITOR, "/archive?text=soudan");
    tab.expectLogged(".*status of 401.*");
    assertThat(tab.articles()).hasCount(3);
    tab.page().context().clearCookies();
    Locator search = tab.page().getByLabel("Rechercher");
    search.fill("yémen");
    search.press("Enter");
    Locator input = tab.page().getByLabel("Jeton");
    assertThat(input).isFocused();
    input.fill("a-wrong-token-of-20-characters");
    input.press("Enter");
    assertThat(tab.page().getByText("Ce jeton n’est pas connu.")).isVisible();
    input.fill(SampleRole.token(AccessLevel.EDITOR));
    input.press("Enter");
    assertThat(tab.articles()).hasCount(1);
    assertThat(tab.page()).hasURL(Pattern.compile(".*/archive\\?text=y%C3%A9men$"));
  }

  @Test
  void leaves(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/");
    tab.expectLogged(".*status of 401.*");
    tab.button("Quitter").click();
    assertThat(tab.page().getByLabel("Jeton")).isVisible();
    assertThat(tab.stories()).hasCount(0);
    tab.page().reload();
    assertThat(tab.page().getByLabel("Jeton")).isVisible();
  }

  @ParameterizedTest
  @EnumSource(AccessLevel.class)
  void showsOnlyWhatALevelMayDo(AccessLevel level, ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(level, "/subscriptions");
    boolean edits = level.includes(AccessLevel.EDITOR);
    boolean operates = level.includes(AccessLevel.OPERATOR);
    assertThat(tab.page().getByTestId("subscription")).not().hasCount(0);
    assertThat(tab.link("Nouvel abonnement").count()).isEqualTo(edits ? 1 : 0);
    assertThat(tab.page().locator(".subscription button").count() > 0).isEqualTo(edits);

    tab.go("/subscriptions/europe-est");
    assertThat(tab.page().getByTestId("alert").first()).isVisible();
    assertThat(tab.button("Enregistrer").count()).isEqualTo(edits ? 1 : 0);
    assertThat(tab.page().getByText("desk@redaction.example").count() > 0 || edits).isTrue();

    tab.go("/subscriptions/new");
    if (edits) {
      assertThat(tab.button("S’abonner")).isVisible();
    } else {
      assertThat(tab.page().locator(".empty")).containsText("Votre rôle ne permet pas");
    }

    tab.go("/operations?state=failed");
    assertThat(tab.page().getByTestId("delivery")).hasCount(1);
    assertThat(tab.page().getByTestId("feed")).not().hasCount(0);
    assertThat(tab.page().locator("[data-testid=delivery] button").count() > 0).isEqualTo(operates);
    assertThat(tab.button("Ajouter le flux").count()).isEqualTo(operates ? 1 : 0);

    tab.go("/runs");
    assertThat(tab.page().locator("#replays-title")).isVisible();
    assertThat(tab.button("Lancer l’essai").count()).isEqualTo(edits ? 1 : 0);
  }

  @Test
  void speaksFrenchAndEnglish(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/", ConsoleTabs.Look.ENGLISH);
    assertThat(tab.page()).hasTitle("Now – Vigie");
    assertThat(tab.story("treve-soudan")).containsText("2 outlets");
    assertThat(tab.story("treve-soudan")).containsText("Ceasefire");
    assertThat(tab.page().locator("html")).hasAttribute("lang", "en");
    tab.button("Français").click();
    assertThat(tab.page()).hasTitle("En direct – Vigie");
    assertThat(tab.page().locator("html")).hasAttribute("lang", "fr");
    assertThat(tab.story("treve-soudan")).containsText("2 médias");
    tab.page().reload();
    assertThat(tab.page()).hasTitle("En direct – Vigie");
  }

  @Test
  void keepsTheChosenColours(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/");
    String light = background(tab.page());
    tab.page().getByLabel("Apparence").selectOption("dark");
    assertThat(background(tab.page())).isNotEqualTo(light);
    tab.page().reload();
    assertThat(background(tab.page())).isNotEqualTo(light);
  }

  private static String background(Page page) {
    return (String)
        page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor");
  }
}
