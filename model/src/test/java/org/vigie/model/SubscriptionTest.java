package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.model.Subscription.State;

class SubscriptionTest {
  @Test
  void removalIsTheNextVersion() {
    Subscription removed =
        subscription("desk", List.of("summit"), null).nextVersionRemoved(Instant.EPOCH);

    assertThat(removed.key()).isEqualTo("desk@2");
    assertThat(removed.state()).isEqualTo(State.REMOVED);
  }

  @Test
  void everySubscriptionThatIsReadCanBeRemoved() {
    SubscriptionBuilder last =
        Subscription.builder("desk", Instant.EPOCH).topics(List.of("summit"));

    assertThat(last.version(999_999_998).build().nextVersionRemoved(Instant.EPOCH).key())
        .isEqualTo("desk@999999999");
    assertThatThrownBy(() -> last.version(999_999_999).build())
        .hasMessage("version 999999999 can only remove a subscription, since none follows it");
  }

  @Test
  void refusesASubscriptionWithoutTopicsAndQuery() {
    assertThatThrownBy(() -> subscription("desk", List.of(), "  "))
        .hasMessage("subscription desk has neither topics nor a query");
  }

  @Test
  void refusesAnIdThatCannotBePartOfAKey() {
    assertThatThrownBy(() -> subscription("a@b", List.of("summit"), null))
        .hasMessageContaining("a@b");
  }

  private static Subscription subscription(String id, List<String> topics, @Nullable String query) {
    return Subscription.builder(id, Instant.EPOCH)
        .topics(topics)
        .query(query)
        .channels(List.of(Channel.CONSOLE))
        .build();
  }
}
