package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;

class AlertObserverTest {
  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void tellsWhoWaitsForAlertsThatTheyCannotBeRead() {
    try (AlertObserver alerts =
        new AlertObserver(KafkaConnection.embedded("nowhere"), Catalogue.live())) {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> {
                while (alerts.count() == 0) {
                  Thread.onSpinWait();
                }
              })
          .withMessageContaining("alerts cannot be read")
          .withRootCauseInstanceOf(ConfigException.class);
    }
  }
}
