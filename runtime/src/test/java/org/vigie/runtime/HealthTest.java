package org.vigie.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {
  @Test
  void isAsBadAsItsWorstPartAndNamesEveryCause() {
    Map<String, Health> parts = new LinkedHashMap<>();
    parts.put("ingest", Health.ready());
    parts.put("streams", Health.failed("a later version has taken over"));
    parts.put("notifier", Health.notReady("waits for Kafka"));
    assertThat(Health.combine(parts))
        .isEqualTo(
            Health.failed("streams: a later version has taken over; notifier: waits for Kafka"));
  }

  @Test
  void keepsTheWarningOfAPartThatIsReady() {
    Health warned = new Health(Health.Readiness.READY, "readings could not be written", Map.of());
    assertThat(Health.combine(Map.of("ingest", warned)))
        .returns(true, Health::isReady)
        .returns("ingest: readings could not be written", Health::cause);
  }

  @Test
  void isReadyWithoutParts() {
    assertThat(Health.combine(Map.of())).isEqualTo(Health.ready());
  }

  @Test
  void refusesToBeUnwellWithoutACause() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Health(Health.Readiness.NOT_READY, null, Map.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> Health.failed(" "));
  }

  @Test
  void keepsPlainDetailsInOrder() {
    Health health = Health.ready().withDetail("tasks", 12).withDetail("state", "RUNNING");
    assertThat(health.details().keySet()).containsExactly("tasks", "state");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> health.withDetail("list", List.of()))
        .withMessageContaining("'list'");
  }
}
