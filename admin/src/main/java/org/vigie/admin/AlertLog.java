package org.vigie.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.vigie.model.Alert;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;

/// The alerts in the Kafka topic `vigie.alerts`, whether or not they were delivered yet. Records
/// that cannot be read are skipped; the notifier writes them as dead letters.
public final class AlertLog {
  private final KafkaConnection connection;
  private final KafkaTopic<Alert> alertsTopic = Catalogue.live().alerts();

  /// Opens nothing yet.
  public AlertLog(KafkaConnection connection) {
    this.connection = connection;
  }

  /// Reads all alerts that Kafka keeps, in the order in which they were decided.
  public List<Alert> readAll() {
    return readAll(alert -> true);
  }

  /// Reads the alerts that are wanted, in the order in which they were decided; the others are not
  /// kept in memory.
  List<Alert> readAll(Predicate<Alert> wanted) {
    List<Alert> alerts = new ArrayList<>();
    read(
        alert -> {
          if (wanted.test(alert)) {
            alerts.add(alert);
          }
        });
    alerts.sort(
        Comparator.comparing((Alert alert) -> alert.timeline().decided())
            .thenComparing(Alert::id)
            .thenComparingInt(Alert::seq));
    return alerts;
  }

  /// The newest alert of a subscription that Kafka keeps.
  Optional<Alert> findNewest(String subscription) {
    Alert[] newest = new Alert[1];
    int partition = KafkaTopic.partitionOf(subscription, alertsTopic.partitions());
    KafkaCall.run(
        () ->
            scan()
                .partition(partition)
                .readValues(
                    alert -> {
                      if (alert.subscription().equals(subscription)) {
                        newest[0] = alert;
                      }
                    }));
    return Optional.ofNullable(newest[0]);
  }

  /// Passes every alert that Kafka keeps to the reader; those of several subscriptions mix.
  void read(Consumer<Alert> reader) {
    KafkaCall.run(() -> scan().readValues(reader));
  }

  /// Passes every alert from now on to the reader, on the calling thread, until `ended` returns
  /// true; it is checked about five times a second.
  ///
  /// @param earlier whether the alerts that Kafka keeps come first
  public void follow(boolean earlier, Consumer<Alert> reader, BooleanSupplier ended) {
    TopicScan<Alert> scan = earlier ? scan() : scan().last(0);
    KafkaCall.run(
        () ->
            scan.follow(
                record -> {
                  Alert alert = record.value();
                  if (alert != null) {
                    reader.accept(alert);
                  }
                },
                ended));
  }

  private TopicScan<Alert> scan() {
    // The notifier writes an unreadable alert as a dead letter.
    return TopicScan.of(connection, alertsTopic).onUnreadable(letter -> {});
  }
}
