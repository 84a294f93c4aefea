package org.vigie.notifier;

import java.util.function.Consumer;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;

/// The channel `console`: hands the alert to whoever prints.
public final class ConsoleSender implements Sender {
  private final Consumer<Alert> printer;

  /// @param printer called by one thread at a time
  public ConsoleSender(Consumer<Alert> printer) {
    this.printer = printer;
  }

  @Override
  public String kind() {
    return Channel.CONSOLE.kind();
  }

  @Override
  public Outcome send(Channel channel, Delivery delivery, Alert alert) {
    printer.accept(alert);
    return new Outcome.Arrived();
  }
}
