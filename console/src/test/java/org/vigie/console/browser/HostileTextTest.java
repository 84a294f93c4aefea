package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.console.access.AccessLevel;
import org.vigie.console.browser.ConsoleTabs.Look;
import org.vigie.model.Alert;
import org.vigie.model.Content;
import org.vigie.model.Delivery;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.Outlet;
import org.vigie.model.PhaseMatch;
import org.vigie.model.Story;
import org.vigie.model.TopicMatch;
import org.vigie.testkit.SampleNews;

/// What an outlet writes is never more than text.
@BrowserTest
class HostileTextTest {
  private static final String MARKUP =
      "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=2</script>"
          + "\"><svg onload=window.pwned=3>'><iframe srcdoc=\"<script>parent.pwned=4</script>\">"
          + "{{pwned=5}} ${window.pwned=6} javascript:window.pwned=7 </bdi></title>";
  private static final String TURNED = "\u202Eesrever ne evêrt\u2066\u0000\u0007\u001B[31m\uFEFF";

  /// What must not be in the page, whatever the text was.
  private static final String FIND_RUN =
      """
      () => [
        ...'pwned' in window ? ['ran: ' + window.pwned] : [],
        ...[...document.querySelectorAll('main img, main script, main iframe, main object')]
          .map((each) => 'element: ' + each.outerHTML.slice(0, 200)),
        ...[...document.querySelectorAll('main *')]
          .flatMap((each) => each.getAttributeNames().filter((name) => name.startsWith('on'))),
        ...[...document.querySelectorAll('a')]
          .filter((each) => !/^https?:/.test(new URL(each.getAttribute('href'), location).href))
          .map((each) => 'link: ' + each.outerHTML.slice(0, 200)),
        ...[...document.querySelectorAll('a[target]')]
          .filter(({rel, origin}) => origin !== location.origin && rel !== 'noopener noreferrer')
          .map(({href}) => 'rel: ' + href),
        ...(document.querySelector('main').innerText.match(/[\\u202A-\\u202E\\u2066-\\u2069\\u0000\\u0007]/g)
          ?? []).map((each) => 'control: ' + each.codePointAt(0).toString(16)),
      ]\
      """;

  private static Item item(String id, String outlet, String title, String summary, String url) {
    Content content = Content.of(title, summary).withUrl(url);
    return Item.live(
        id,
        Identity.contentVersion(content),
        new Outlet("hostile-" + id, outlet),
        content,
        SampleNews.NOW);
  }

  /// A story whose phase is named as an article wishes.
  private static Story withPhase(Story story) {
    PhaseMatch phase = new PhaseMatch("x", Map.of("fr", MARKUP, "en", MARKUP), List.of());
    return new Story(
        story.id(),
        story.version(),
        story.members(),
        List.of(new TopicMatch("ceasefire", 2, List.of(), phase)),
        story.countries());
  }

  private static void publish(BrowserConsole console) {
    List<Item> items =
        List.of(
            item("markup", MARKUP, "Une trêve " + MARKUP, MARKUP, "javascript:window.pwned=8"),
            item("turned", TURNED, TURNED + " Une trêve", TURNED, " java\tscript:window.pwned=9"),
            item("data", "Hostile", "Trêve", "", "data:text/html,<script>window.pwned=1</script>"),
            item(
                "long",
                "O".repeat(300),
                "Trêve" + "é".repeat(10_000),
                "W".repeat(10_000),
                "https://hostile.example/" + "a".repeat(5_000)));
    items.forEach(console::publish);
    Item first = items.getFirst();
    for (Item item : items) {
      console.tell(
          withPhase(
              SampleStories.createStory(
                  console.analyser(), SampleStories.id("hostile-" + item.id()), 1, List.of(item))));
    }
    Alert alert =
        SampleDesk.createAlert(
            console,
            "europe-est",
            SampleStories.createStory(
                console.analyser(), SampleStories.id("hostile-markup"), 1, List.of(first)),
            first,
            Alert.Revision.first());
    console.writer().write(BrowserConsole.CATALOGUE.alerts(), alert).join();
    Delivery failed =
        Delivery.createHeld(alert, "email", console.now(), console.now(), null)
            .withFinalStatus(Delivery.Status.CANCELLED, MARKUP);
    console.writer().write(BrowserConsole.CATALOGUE.deliveries(), failed).join();
  }

  @Test
  void neverRunsAndNeverBreaksThePage(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.OPERATOR, "/", Look.NARROW);
    publish(tabs.console());
    assertThat(tab.story("hostile-long")).isVisible();
    assertThat(tab.story("hostile-markup")).containsText("<img src=x onerror=");
    check(tab, "now");
    for (String story : List.of("markup", "turned", "data", "long")) {
      tab.go("/stories/" + SampleStories.id("hostile-" + story));
      assertThat(tab.page().getByTestId("version")).hasCount(1);
      check(tab, "story " + story);
    }
    tab.go("/archive?text=outlet%3Ahostile-markup");
    assertThat(tab.articles()).hasCount(1);
    check(tab, "archive");
    tab.go("/subscriptions/europe-est");
    assertThat(tab.page().getByTestId("alert").first()).containsText("<img src=x");
    tab.page().getByTestId("alert").first().locator("button").first().click();
    assertThat(tab.page().locator(".deliveries").first()).containsText("<img src=x");
    check(tab, "subscription");
    tab.go("/operations?state=cancelled");
    assertThat(tab.page().getByTestId("delivery").first()).containsText("<img src=x");
    check(tab, "operations");
  }

  @Test
  void neverRunsWhatAnAddressBrings(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.OPERATOR, "/");
    tab.expectLogged(".*status of 4(00|04).*");
    String text = URLEncoder.encode(MARKUP, StandardCharsets.UTF_8);
    List<String> paths = new ArrayList<>();
    for (String view : List.of("/", "/archive", "/subscriptions/new", "/runs")) {
      paths.add(view + "?text=" + text + "&topic=" + text + "&country=" + text + "&outlet=" + text);
    }
    paths.add("/archive?from=" + text + "&to=" + text);
    paths.add("/operations?state=" + text);
    // A slash in a segment is refused before any page is served.
    String segment = text.replace("%2F", "");
    paths.add("/stories/" + segment);
    paths.add("/subscriptions/" + segment);
    for (String path : paths) {
      tab.go(path);
      tab.awaitConnection();
      assertThat(tab.page().locator(".loading")).hasCount(0);
      check(tab, path);
    }
  }

  private static void check(ConsoleTab tab, String view) {
    assertThat((List<?>) tab.evaluate(FIND_RUN)).as(view).isEqualTo(List.of());
    assertThat(tab.findWideElements()).as(view).isEqualTo(List.of());
  }
}
