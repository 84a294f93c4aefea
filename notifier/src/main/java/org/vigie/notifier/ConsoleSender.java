package org.vigie.notifier;

import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Language;

/// The channel `console`: passes the alert to a printer.
public final class ConsoleSender implements ChannelSender {
  private final ConsolePrinter printer;

  /// Prints an alert for people or scripts.
  @FunctionalInterface
  public interface ConsolePrinter {
    /// Called by one thread at a time.
    ///
    /// @param language the language of the subscription's owner
    void print(Alert alert, Language language);
  }

  public ConsoleSender(ConsolePrinter printer) {
    this.printer = printer;
  }

  @Override
  public String kind() {
    return Channel.Console.KIND;
  }

  @Override
  public SendResult send(Channel channel, Language language, Delivery delivery, Alert alert) {
    printer.print(alert, language);
    return new SendResult.Delivered();
  }
}
