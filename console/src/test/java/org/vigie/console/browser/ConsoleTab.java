package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A tab with the console. Fails its test if the page has logged an error or a warning, has thrown,
/// has opened a dialog of the browser, or has broken its content security policy.
final class ConsoleTab {
  private static final Set<String> LOUD = Set.of("error", "warning");

  /// Runs axe-core and tells what is serious, one line for each element.
  private static final String FIND_BARRIERS =
      """
      async () => {
        const {violations} = await axe.run(document, {resultTypes: ['violations']});
        return violations.filter(({impact}) => impact === 'serious' || impact === 'critical')
          .flatMap(({id, help, nodes}) => nodes.map(({html, failureSummary}) =>
            `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary}`));
      }\
      """;

  /// Elements that reach out of the window to the right, but for what scrolls on its own.
  private static final String FIND_WIDE =
      """
      () => document.documentElement.scrollWidth <= innerWidth ? []
        : [...document.querySelectorAll('body *')]
          .filter((each) => each.getBoundingClientRect().right > innerWidth + 1
            && !each.closest('.table'))
          .map((each) => `${each.tagName}.${each.className} ${each.textContent.slice(0, 60)}`)\
      """;

  private final Page page;
  private final String axe;
  private final List<String> loud = new ArrayList<>();
  private String expected = "(?!)";

  ConsoleTab(Page page, String axe) {
    this.page = page;
    this.axe = axe;
    page.onConsoleMessage(this::hear);
    page.onPageError(error -> loud.add("thrown: " + error));
    page.onDialog(this::refuse);
  }

  private void hear(ConsoleMessage message) {
    if (LOUD.contains(message.type())) {
      loud.add(message.type() + ": " + message.text());
    }
  }

  private void refuse(Dialog dialog) {
    loud.add("dialog: " + dialog.message());
    dialog.dismiss();
  }

  /// Lets the console log lines of this pattern: Chromium logs every answer that is an error, also
  /// one that the page expects.
  void expectLogged(String pattern) {
    expected = pattern;
  }

  Page page() {
    return page;
  }

  /// Opens an address.
  void go(String path) {
    page.navigate(path);
  }

  /// Waits until the page is entered and follows events.
  void awaitConnection() {
    assertThat(page.getByTestId("connection")).hasAttribute("data-state", "open");
  }

  /// Waits for the heading of a view.
  void awaitView(String heading) {
    assertThat(
            page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading).setLevel(1)))
        .isVisible();
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  /// The cards of stories.
  Locator stories() {
    return page.getByTestId("story");
  }

  /// The card of a story, by its name in [SampleStories].
  Locator story(String name) {
    return page.locator("[data-story='" + SampleStories.id(name) + "']");
  }

  Locator articles() {
    return page.getByTestId("article");
  }

  /// The path and query of the address.
  String address() {
    URI now = URI.create(page.url());
    return now.getRawQuery() == null ? now.getPath() : now.getPath() + "?" + now.getRawQuery();
  }

  /// Asks the page for a value.
  Object evaluate(String expression) {
    return page.evaluate(expression);
  }

  /// What axe-core finds that keeps people from using the page, as far as it is serious.
  List<?> findBarriers() {
    page.evaluate(axe);
    return (List<?>) page.evaluate(FIND_BARRIERS);
  }

  /// What is wider than the window.
  List<?> findWideElements() {
    return (List<?>) page.evaluate(FIND_WIDE);
  }

  void takePicture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  /// Fails if the page has done what it must not.
  void checkQuiet() {
    assertThat(loud).as("what the page logged").allMatch(line -> line.matches(expected));
    if (!page.url().equals("about:blank")) {
      assertThat((List<?>) page.evaluate("window.violations")).as("policy violations").isEmpty();
    }
  }

  void close() {
    page.context().close();
  }
}
