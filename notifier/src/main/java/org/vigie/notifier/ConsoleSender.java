package org.vigie.notifier;

import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Language;

/// The channel `console`: hands the alert to whoever prints.
public final class ConsoleSender implements Sender {
  private final Printer printer;

  /// Prints an alert for people or scripts.
  @FunctionalInterface
  public interface Printer {
    /// Called by one thread at a time.
    ///
    /// @param language in which the owner is told
    void print(Alert alert, Language language);
  }

  /// Hands alerts to this printer.
  public ConsoleSender(Printer printer) {
    this.printer = printer;
  }

  @Override
  public String kind() {
    return Channel.CONSOLE.kind();
  }

  @Override
  public Outcome send(Channel channel, Language language, Delivery delivery, Alert alert) {
    printer.print(alert, language);
    return new Outcome.Arrived();
  }
}
