package org.vigie.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.vigie.model.Alert;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/// The JSON form of alerts: flat, with the components of all groups side by side.
final class AlertJson {
  private AlertJson() {}

  static JacksonModule createModule() {
    return new SimpleModule("alerts").setMixInAnnotation(Alert.class, FlatAlert.class);
  }

  /// Annotates the components of [Alert].
  interface FlatAlert {
    @JsonUnwrapped
    Alert.Revision revision();

    @JsonUnwrapped
    Alert.Recipient recipient();

    @JsonUnwrapped
    Alert.Coverage coverage();

    @JsonUnwrapped
    Alert.Source source();

    @JsonUnwrapped
    Alert.Findings findings();
  }
}
