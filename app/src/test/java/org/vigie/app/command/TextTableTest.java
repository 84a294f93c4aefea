package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.app.terminal.ResultStream;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.app.terminal.Terminal;

class TextTableTest {
  private static final String ADDRESS = "https://www.exemple.fr/actualites/monde/rss.xml";
  private static final String PROBLEM = "la réponse n’est pas un flux mais une page";

  @Test
  void fitsTheTerminalAndShortensTheWidestColumns() {
    assertThat(print(60).lines())
        .allMatch(line -> line.codePointCount(0, line.length()) <= 60)
        .anyMatch(line -> line.startsWith("le-phare-du-soir  "))
        .anyMatch(line -> line.contains("https://www.exem") && line.endsWith("…"));
  }

  @Test
  void isWholeWhereItFitsOrIsPiped() {
    assertThat(print(0)).contains(ADDRESS, PROBLEM).doesNotContain("…");
    assertThat(print(200)).isEqualTo(print(0));
  }

  @Test
  void keepsColumnsWholeThatAreOfNoUseInPart() {
    TextTable table =
        new TextTable("DELIVERY", "SUBSCRIPTION", "STATUS", "LAST (Paris)", "NEXT", "PROBLEM")
            .withWholeColumns("LAST (Paris)", "NEXT");
    table.addRow(
        "d9e134447d51f28b2af8c86e9eb05ddd",
        "demo-ceasefire",
        "waiting",
        "25 Oct 02:30",
        "26 Oct 01:05",
        PROBLEM);
    for (int columns : new int[] {80, 70, 54}) {
      assertThat(print(table, columns).lines())
          .allMatch(line -> line.codePointCount(0, line.length()) <= columns)
          .anyMatch(line -> line.contains("  25 Oct 02:30  26 Oct 01:05  "));
    }
  }

  private static String print(int columns) {
    TextTable table = new TextTable("FEED", "ADDRESS", "PROBLEM");
    table.addRow("le-phare-du-soir", ADDRESS, PROBLEM);
    return print(table, columns);
  }

  private static String print(TextTable table, int columns) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new ResultStream(out, () -> {}),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            columns,
            false,
            Map.of(),
            Clock.systemUTC(),
            new ShutdownSignal());
    table.print(terminal);
    terminal.flush();
    return out.toString(StandardCharsets.UTF_8);
  }
}
