package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.alert.Backtest.UnjudgedItem;
import org.vigie.app.CapturedTerminal;

class UnjudgedItemsTest {
  private final CapturedTerminal terminal = CapturedTerminal.of("");

  @Test
  void namesTheFirstArticlesAndTheirReasons() {
    print();
    assertThat(terminal.err()).isEmpty();
    print("a");
    print("a", "a", "b");
    print("a", "b", "c", "d\u001b");
    assertThat(terminal.err())
        .isEqualTo(
            """
            vigie: 1 article could not be judged: a Fault
            vigie: 2 articles could not be judged: a Fault; b Fault
            vigie: 4 articles could not be judged: a Fault; b Fault; c Fault; …
            """);
  }

  private void print(String... items) {
    List<UnjudgedItem> unjudged =
        Stream.of(items).map(item -> new UnjudgedItem(item, "Fault")).toList();
    UnjudgedItems.print(terminal.terminal(), "vigie", unjudged);
  }
}
