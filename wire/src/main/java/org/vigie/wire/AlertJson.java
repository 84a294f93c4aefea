package org.vigie.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/// The JSON form of alerts: flat, with the components of all groups side by side. Items and alerts
/// say that an article is a live page only if it is one, and alerts name a replay only if they were
/// promoted from it.
final class AlertJson {
  private AlertJson() {}

  static JacksonModule createModule() {
    return new SimpleModule("alerts")
        .setMixInAnnotation(Alert.class, FlatAlert.class)
        .setMixInAnnotation(Alert.Revision.class, Promoted.class)
        .setMixInAnnotation(Alert.Source.class, LivePage.class)
        .setMixInAnnotation(Item.class, LivePage.class);
  }

  /// Annotates the components of [Alert.Revision].
  interface Promoted {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Nullable String replay();
  }

  /// Annotates the components of [Alert.Source] and [Item].
  interface LivePage {
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    boolean livePage();
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
