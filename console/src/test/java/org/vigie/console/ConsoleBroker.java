package org.vigie.console;

import java.nio.file.Path;
import java.util.List;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.console.api.ChannelTrials;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;

/// An embedded broker and a console on it.
final class ConsoleBroker implements AutoCloseable {
  final ConsoleFixture console;
  private final EmbeddedBroker broker;

  private ConsoleBroker(EmbeddedBroker broker, ConsoleFixture console) {
    this.broker = broker;
    this.console = console;
  }

  static ConsoleBroker start(Path directory) {
    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("data"));
    new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
    ChannelTrials trials =
        subscription ->
            List.of(
                new ChannelTrials.TrialResult("email", "email", "arrived", null),
                new ChannelTrials.TrialResult(
                    "chat", "chat", "failed", "the host does not answer"));
    return new ConsoleBroker(broker, ConsoleFixture.on(broker.connection(), trials));
  }

  KafkaConnection connection() {
    return broker.connection();
  }

  @Override
  public void close() {
    console.close();
    broker.close();
  }
}
