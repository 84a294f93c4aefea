package org.vigie.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;

/// Asserts what Kafka holds at the end.
final class DeliveryAssertions {
  private final Catalogue catalogue = Catalogue.live();
  private final KafkaConnection connection;

  DeliveryAssertions(KafkaConnection connection) {
    this.connection = connection;
  }

  /// Asserts that nothing was lost or doubled on the way of these articles: each is one item, one
  /// alert and one delivery with the status delivered, and it arrived once.
  ///
  /// @param titles of articles that must have alerted the subscription, each on a story of its own
  /// @param arrived the titles that the subscriber received
  void assertEachDeliveredOnce(String subscription, List<String> titles, List<String> arrived) {
    assertEachAlertedOnce(subscription, titles);
    assertThat(arrived).as("what arrived").containsExactlyInAnyOrderElementsOf(titles);
  }

  /// Asserts the same without the arrival.
  void assertEachAlertedOnce(String subscription, List<String> titles) {
    assertThat(readItems())
        .extracting(item -> item.content().title())
        .filteredOn(titles::contains)
        .as("items")
        .containsExactlyInAnyOrderElementsOf(titles);
    List<Alert> alerts = readAlerts(subscription);
    assertThat(alerts)
        .extracting(Alert::title)
        .as("alerts")
        .containsExactlyInAnyOrderElementsOf(titles);
    assertThat(alerts).extracting(Alert::kind).containsOnly(Alert.Kind.NEW);
    assertThat(readDeliveries(subscription))
        .as("the ledger has each delivery as arrived, and no other")
        .extracting(Delivery::id, Delivery::status)
        .containsExactlyInAnyOrderElementsOf(
            alerts.stream().map(DeliveryAssertions::toTuple).toList());
  }

  private static Tuple toTuple(Alert alert) {
    String id = Identity.deliveryId(alert.id(), alert.seq(), Channel.CONSOLE.name());
    return tuple(id, Delivery.Status.DELIVERED);
  }

  private List<Delivery> readDeliveries(String subscription) {
    return TopicScan.of(connection, catalogue.deliveries()).latest().values().stream()
        .filter(delivery -> delivery.subscription().equals(subscription))
        .toList();
  }

  /// All alerts of a subscription.
  List<Alert> readAlerts(String subscription) {
    return readValues(catalogue.alerts()).stream()
        .filter(alert -> alert.subscription().equals(subscription))
        .toList();
  }

  /// All accepted items, in every version.
  List<Item> readItems() {
    return readValues(catalogue.items());
  }

  /// The sources of the dead letters.
  List<String> readDeadLetterSources() {
    List<String> sources = new ArrayList<>();
    // The value of a dead letter may be any bytes; its headers name the source.
    TopicScan.of(connection, catalogue.rejected()).read(record -> sources.add(record.key()));
    return sources;
  }

  private <V> List<V> readValues(KafkaTopic<V> topic) {
    return TopicScan.of(connection, topic).values();
  }
}
