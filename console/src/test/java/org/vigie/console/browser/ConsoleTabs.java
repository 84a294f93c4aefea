package org.vigie.console.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.vigie.console.access.AccessLevel;
import org.vigie.testkit.SampleNews;

/// Opens the console for one test.
final class ConsoleTabs {
  /// Reports what breaks the content security policy, which Chromium may not log.
  private static final String WATCH =
      "window.violations = []; addEventListener('securitypolicyviolation',"
          + " (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));";

  private final HeadlessBrowser browser;
  private final BrowserConsole console;
  private final List<ConsoleTab> tabs = new ArrayList<>();

  ConsoleTabs(HeadlessBrowser browser, BrowserConsole console) {
    this.browser = browser;
    this.console = console;
  }

  /// How a tab shows the console.
  ///
  /// @param locale of the browser
  record Look(String locale, ColorScheme scheme, int width, int height) {
    static final Look DESK = new Look("fr-FR", ColorScheme.LIGHT, 1440, 900);
    static final Look DARK = new Look("fr-FR", ColorScheme.DARK, 1440, 900);
    static final Look NARROW = new Look("fr-FR", ColorScheme.LIGHT, 360, 740);
    static final Look ENGLISH = new Look("en-GB", ColorScheme.LIGHT, 1440, 900);
  }

  BrowserConsole console() {
    return console;
  }

  /// A person with the rights of a level opens an address of the console.
  ConsoleTab open(AccessLevel level, String path) {
    return open(level, path, Look.DESK);
  }

  /// A person with the rights of a level opens an address of the console.
  ConsoleTab open(AccessLevel level, String path, Look look) {
    ConsoleTab tab = openWithout(look);
    tab.go(path + "#token=" + SampleRole.token(level));
    tab.awaitConnection();
    return tab;
  }

  /// A tab of a person who has no session and has opened nothing yet.
  ConsoleTab openWithout(Look look) {
    BrowserContext context =
        browser
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setBaseURL(console.address())
                    .setLocale(look.locale)
                    .setTimezoneId("Europe/Paris")
                    .setColorScheme(look.scheme)
                    .setViewportSize(look.width, look.height));
    context.setDefaultTimeout(HeadlessBrowser.WAIT_MS);
    context.addInitScript(WATCH);
    Page page = context.newPage();
    // The page tells ages by the clock of its browser; the same in every run.
    page.clock().setFixedTime(Date.from(SampleNews.NOW.plus(Duration.ofSeconds(20))));
    ConsoleTab tab = new ConsoleTab(page, browser.axe());
    tabs.add(tab);
    return tab;
  }

  /// Closes all tabs, and takes back what the test has published.
  ///
  /// @param check whether to fail if anything was wrong in one of them
  void close(boolean check) {
    try {
      if (check) {
        tabs.forEach(ConsoleTab::checkQuiet);
      }
    } finally {
      tabs.forEach(ConsoleTab::close);
      console.withdraw();
    }
  }
}
