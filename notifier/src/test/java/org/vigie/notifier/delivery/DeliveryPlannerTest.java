package org.vigie.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Identity;
import org.vigie.model.Subscription;
import org.vigie.notifier.delivery.plan.ToldHistory;
import org.vigie.testkit.SampleAlerts;

class DeliveryPlannerTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final Alert ALERT = SampleAlerts.alert().id("a").build();

  private static Subscription desk(int version, String... channels) {
    return Subscription.builder("desk", Instant.EPOCH)
        .version(version)
        .topics(List.of("summit"))
        .channels(
            Arrays.stream(channels)
                .<Channel>map(
                    name -> new Channel.Webhook(name, URI.create("https://" + name + "/"), null))
                .toList())
        .build();
  }

  private static String id(String channel) {
    return Identity.deliveryId("a", 1, channel);
  }

  private static DeliveryPlanner.LedgerView view(Set<String> known) {
    return new DeliveryPlanner.LedgerView() {
      @Override
      public boolean isKnown(String delivery) {
        return known.contains(delivery);
      }

      @Override
      public ToldHistory findTold(String channel) {
        return new ToldTimes();
      }
    };
  }

  private static List<Delivery> plan(
      Subscription newest, @Nullable Subscription then, Set<String> known) {
    return DeliveryPlanner.plan(
        ALERT, new DeliveryPlanner.PlannedSubscription(newest, then), view(known), NOW);
  }

  @Test
  void plansOneDeliveryForEachChannelDueNow() {
    assertThat(plan(desk(2, "phone", "pager"), desk(1), Set.of()))
        .extracting(Delivery::channel, Delivery::id)
        .containsExactly(tuple("phone", id("phone")), tuple("pager", id("pager")));
    assertThat(plan(desk(1), null, Set.of()))
        .as("a subscription without channels has the console")
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.channel()).isEqualTo("console");
              assertThat(one.nextAttempt()).isEqualTo(NOW);
              assertThat(one.content()).isEqualTo(ALERT);
            });
  }

  @Test
  void plansNothingThatTheLedgerHolds() {
    Subscription both = desk(1, "phone", "pager");
    assertThat(plan(both, both, Set.of(id("phone"))))
        .extracting(Delivery::channel)
        .containsExactly("pager");
    assertThat(plan(both, both, Set.of(id("phone"), id("pager")))).isEmpty();
  }

  @Test
  void sendsAnAlertThatWentOutByNoChannelThatWasAddedLater() {
    assertThat(plan(desk(2, "phone", "pager"), desk(1, "phone"), Set.of(id("phone")))).isEmpty();
    assertThat(plan(desk(2, "pager"), desk(1, "phone"), Set.of()))
        .as("the channel was replaced before the alert was sent")
        .extracting(Delivery::channel)
        .containsExactly("pager");
  }
}
