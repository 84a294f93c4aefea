package org.vigie.app.endtoend;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.wire.KafkaConnection;

/// The contract on the embedded broker.
class EmbeddedEndToEndTest extends EndToEndContract {
  private @Nullable EmbeddedBroker broker;

  @Override
  KafkaConnection startKafka(Path directory) {
    broker = EmbeddedBroker.start(directory);
    return broker.connection();
  }

  @Override
  void stopKafka() {
    if (broker != null) {
      broker.close();
    }
  }
}
