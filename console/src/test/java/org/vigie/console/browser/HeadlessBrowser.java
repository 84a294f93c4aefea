package org.vigie.console.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/// Chromium without a window. Belongs to the thread that has started it.
final class HeadlessBrowser implements AutoCloseable {
  /// Chromium asks nobody but the console: no updates, no profile, no trial of other protocols.
  private static final List<String> OPTIONS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run",
          "--disable-quic");

  /// How long a condition is waited for, on a machine that does much else.
  static final double WAIT_MS = 30_000;

  private final Playwright playwright;
  private final Browser browser;
  private final String axe;

  private HeadlessBrowser(Playwright playwright, Browser browser, String axe) {
    this.playwright = playwright;
    this.browser = browser;
    this.axe = axe;
  }

  static HeadlessBrowser start(BrowserTools tools) throws IOException {
    System.setProperty("playwright.cli.dir", tools.driver().toString());
    PlaywrightAssertions.setDefaultAssertionTimeout(WAIT_MS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(tools.chromium())
                    .setHeadless(true)
                    .setArgs(OPTIONS));
    return new HeadlessBrowser(playwright, browser, Files.readString(tools.axe()));
  }

  Browser browser() {
    return browser;
  }

  /// The script of axe-core.
  String axe() {
    return axe;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
