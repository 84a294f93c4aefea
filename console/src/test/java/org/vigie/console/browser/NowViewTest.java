package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vigie.console.access.AccessLevel;

@BrowserTest
class NowViewTest {
  @Test
  void showsStoriesAndOpensOne(ConsoleTabs tabs) {
    ConsoleTab tab = tabs.open(AccessLevel.READER, "/");
    assertThat(tab.page()).hasTitle("En direct – Vigie");
    assertThat(tab.page()).hasURL(Pattern.compile(".*/$"));
    Locator fleet = tab.story("sanctions-flotte");
    assertThat(fleet).containsText("Les sanctions européennes contre la flotte fantôme russe");
    assertThat(fleet.locator("mark").first()).hasText("sanctions");
    tab.takePicture(java.nio.file.Path.of("target", "now.png"));
    assertThat(tab.findBarriers()).isEqualTo(java.util.List.of());
  }
}
