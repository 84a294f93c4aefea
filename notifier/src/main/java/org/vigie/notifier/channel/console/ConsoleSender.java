package org.vigie.notifier.channel.console;

import java.io.UncheckedIOException;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;

/// The channel `console`: passes the message to a printer.
public final class ConsoleSender implements ChannelSender {
  private final ConsolePrinter printer;

  /// Prints messages for people or scripts.
  @FunctionalInterface
  public interface ConsolePrinter {
    /// Called by one thread at a time.
    ///
    /// @throws UncheckedIOException if it could not be printed
    void print(Message message);

    /// Whether a person reads what is printed, see [ChannelSender#isReadByPeople].
    default boolean isReadByPeople() {
      return true;
    }
  }

  public ConsoleSender(ConsolePrinter printer) {
    this.printer = printer;
  }

  @Override
  public String kind() {
    return Channel.Console.KIND;
  }

  @Override
  public boolean isReadByPeople() {
    return printer.isReadByPeople();
  }

  @Override
  public SendResult send(Message message) {
    if (!(message.channel() instanceof Channel.Console)) {
      return new SendResult.PermanentFailure("'" + message.channel().name() + "' is no console");
    }
    try {
      printer.print(message);
      return new SendResult.Delivered();
    } catch (UncheckedIOException e) {
      return new SendResult.TemporaryFailure(String.valueOf(e.getMessage()), null);
    }
  }
}
