package org.vigie.notifier.channel.console;

import java.io.UncheckedIOException;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;

/// The channel `console`: passes the alert to a printer.
public final class ConsoleSender implements ChannelSender {
  private final ConsolePrinter printer;

  /// Prints an alert for people or scripts.
  @FunctionalInterface
  public interface ConsolePrinter {
    /// Called by one thread at a time.
    ///
    /// @param language the language of the subscription's owner
    /// @throws UncheckedIOException if it could not be printed
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
  public SendResult send(Message message) {
    if (!(message.channel() instanceof Channel.Console)) {
      return new SendResult.PermanentFailure("'" + message.channel().name() + "' is no console");
    }
    try {
      printer.print(message.alert(), message.language());
      return new SendResult.Delivered();
    } catch (UncheckedIOException e) {
      return new SendResult.TemporaryFailure(String.valueOf(e.getMessage()), null);
    }
  }
}
