package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Date;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigie.console.access.AccessLevel;

/// Takes a picture of each view into `target/pictures`; with `-Dvigie.pictures=write` those of
/// `docs/console-look.md` as well.
@BrowserTest
@Tag("proof")
class ConsolePicturesTest {
  private static final Path DIRECTORY = Path.of("target", "pictures");
  private static final Path DOCS = Path.of("..", "docs", "pictures");

  /// How pictures are taken, by the end of their names.
  private enum Shot {
    LIGHT("", ConsoleTabs.Look.DESK),
    DARK("-dark", ConsoleTabs.Look.DARK),
    NARROW("-narrow", ConsoleTabs.Look.NARROW);

    private final String end;
    private final ConsoleTabs.Look look;

    Shot(String end, ConsoleTabs.Look look) {
      this.end = end;
      this.look = look;
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesPictures(Shot shot, ConsoleTabs tabs) throws IOException {
    ConsoleTab tab = tabs.openWithout(shot.look);
    tab.expectLogged(".*status of 401.*");
    tab.go("/");
    assertThat(tab.page().getByLabel("Jeton")).isFocused();
    take(tab, "login" + shot.end);
    tab.page().getByLabel("Jeton").fill(SampleRole.token(AccessLevel.OPERATOR));
    tab.page().keyboard().press("Enter");
    tab.awaitConnection();
    for (ConsoleViews view : ConsoleViews.values()) {
      if (view == ConsoleViews.OPERATIONS) {
        // Its measurements are of now.
        tab.page().clock().setFixedTime(Date.from(tabs.console().now()));
      }
      view.show(tab);
      if (view == ConsoleViews.RUNS) {
        runBacktest(tab);
      }
      take(tab, view.picture() + shot.end);
    }
  }

  private static void runBacktest(ConsoleTab tab) {
    tab.page().getByLabel("Essayer").first().selectOption("europe-est");
    tab.button("Lancer l’essai").click();
    assertThat(tab.page().getByTestId("backtest").first().locator(".badge")).hasText("terminé");
    assertThat(tab.button("Lancer l’essai")).isEnabled();
  }

  private static void take(ConsoleTab tab, String name) throws IOException {
    Path picture = DIRECTORY.resolve("console-" + name + ".png");
    tab.takePicture(picture);
    if (System.getProperty("vigie.pictures", "").equals("write")) {
      Files.copy(picture, DOCS.resolve(picture.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
