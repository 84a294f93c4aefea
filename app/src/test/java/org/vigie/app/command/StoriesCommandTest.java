package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.app.Main;
import org.vigie.app.terminal.ResultStream;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.app.terminal.Terminal;

final class StoriesCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void answersInOrderWithEqualStoriesForOneEvent() {
    String items =
        """
        {"id":"1","source":"Le Quai","published":"2025-03-11T18:00:00Z","title":"Le Mali, le Burkina Faso et le Niger quittent la Cédéao"}
        no json
        {"id":"2","outlet":"Radio Cap","title":"Un marché aux fleurs rouvre sur le port"}
        {"id":"3","outlet":"Gazette","seen":"2025-03-11T19:00:00Z","title":"Le Niger, le Mali et le Burkina Faso se retirent de la Cédéao"}
        {"id":"4","outlet":"Matin","published":"2025-03-15","title":"Le Mali, le Burkina Faso et le Niger quittent la Cédéao"}
        """;
    assertThat(run(items)).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "{\"id\":\"1\",\"story\":\"1\"}",
            "{\"id\":\"2\",\"story\":\"2\"}",
            "{\"id\":\"3\",\"story\":\"1\"}",
            "{\"id\":\"4\",\"story\":\"4\"}");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("standard input:2: ");
  }

  @Test
  void aLineWithABadDateIsNamedAndTakenForUndated() {
    String items =
        """
        {"id":"1","outlet":"Le Quai","published":"2025-03-11 18:00","title":"Le Mali, le Burkina Faso et le Niger quittent la Cédéao"}
        {"id":"2","outlet":"Matin","published":"mardi soir","title":"Le Mali, le Burkina Faso et le Niger quittent la Cédéao"}
        """;
    assertThat(run(items)).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("{\"id\":\"1\",\"story\":\"1\"}", "{\"id\":\"2\",\"story\":\"1\"}");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "vigie stories: standard input:2: 'published' is no date: mardi soir; taken for"
                + " undated");
  }

  private int run(String items) {
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(items.getBytes(StandardCharsets.UTF_8)),
            new ResultStream(out, () -> {}),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            0,
            false,
            Map.of(),
            Clock.systemUTC(),
            new ShutdownSignal());
    return Main.run(terminal, "stories");
  }
}
