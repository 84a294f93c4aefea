package org.vigie.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.vigie.app.terminal.ResultStream;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.app.terminal.Terminal;

/// A terminal whose output a test can read.
public final class CapturedTerminal {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal;

  public CapturedTerminal(String input, boolean colours, Clock clock) {
    terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new ResultStream(out, () -> {}),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            0,
            colours,
            Map.of(),
            clock,
            new ShutdownSignal());
  }

  public static CapturedTerminal of(String input) {
    return new CapturedTerminal(input, false, Clock.systemUTC());
  }

  public Terminal terminal() {
    return terminal;
  }

  public String out() {
    terminal.out().flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
