package org.vigie.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.vigie.console.access.AccessLevel;
import org.vigie.console.browser.ConsoleTabs.Look;

/// What holds for every view.
@BrowserTest
class EveryViewTest {
  @Test
  void hasNoBarriersInLight(ConsoleTabs tabs) {
    checkBarriers(tabs, Look.DESK);
  }

  @Test
  void hasNoBarriersInTheDark(ConsoleTabs tabs) {
    checkBarriers(tabs, Look.DARK);
  }

  private static void checkBarriers(ConsoleTabs tabs, Look look) {
    ConsoleTab tab = tabs.open(AccessLevel.OPERATOR, "/", look);
    SoftAssertions.assertSoftly(
        soft -> {
          for (ConsoleViews view : ConsoleViews.values()) {
            view.show(tab);
            soft.assertThat(tab.findBarriers()).as(view.toString()).isEqualTo(List.of());
          }
        });
  }

  @Test
  void neverScrollsSideways(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.OPERATOR, "/", Look.NARROW);
    SoftAssertions.assertSoftly(
        soft -> {
          for (ConsoleViews view : ConsoleViews.values()) {
            view.show(tab);
            soft.assertThat(tab.findWideElements()).as(view.toString()).isEqualTo(List.of());
          }
        });
  }

  @Test
  void isThereInEnglish(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.OPERATOR, "/", Look.ENGLISH);
    List<String> titles = new ArrayList<>();
    for (ConsoleViews view : ConsoleViews.values()) {
      view.show(tab);
      titles.add(tab.page().title());
      assertThat(tab.page().locator("main").innerText())
          .as("keys without a text in %s", view)
          .doesNotContainPattern(
              "\\b(form|now|story|run|replay|operations|feeds)\\.[a-z]+-?[a-z]*\\b(?!\\.)");
    }
    assertThat(titles)
        .contains("Now – Vigie", "Archive – Vigie", "Runs – Vigie", "Operations – Vigie");
  }
}
