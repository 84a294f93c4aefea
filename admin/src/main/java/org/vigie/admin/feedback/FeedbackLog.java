package org.vigie.admin.feedback;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vigie.admin.Admin;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.wire.KafkaConnection;

/// What readers said of alerts, in the Kafka topic `vigie.feedback`. Thread-safe.
public final class FeedbackLog implements AutoCloseable {
  /// Opens nothing yet.
  ///
  /// @param packs the topics that exist
  public FeedbackLog(
      Admin admin, KafkaConnection connection, Supplier<TopicPacks> packs, InstantSource clock) {}

  /// Keeps what a reader says.
  ///
  /// @throws org.vigie.admin.AdminException.NotFound if there is no such article or subscription
  /// @throws org.vigie.admin.AdminException.InvalidRequest if the topic is not known
  public FeedbackEntry give(FeedbackRequest request) {
    throw new UnsupportedOperationException();
  }

  /// Takes it back.
  ///
  /// @throws org.vigie.admin.AdminException.NotFound if there is none with this id
  public void withdraw(String id) {
    throw new UnsupportedOperationException();
  }

  /// Passes each entry as a labelled line of JSON, as `vigie evaluate` and `vigie topics train` read
  /// it.
  public void export(Consumer<String> lines) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
