package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.model.Outlet;
import org.vigie.model.Subscription;

class JsonTest {
  /// Filters use it, and start without Kafka.
  @Test
  void worksWithoutKafkaOnTheClassPath() throws Exception {
    URL[] classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("kafka"))
            .map(JsonTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Object text =
          loader
              .loadClass(Json.class.getName())
              .getMethod("toText", Object.class)
              .invoke(null, Map.of("titre", "Trêve"));

      assertThat(text).isEqualTo("{\"titre\":\"Trêve\"}");
      assertThatExceptionOfType(ClassNotFoundException.class)
          .isThrownBy(() -> loader.loadClass("org.apache.kafka.common.serialization.Serde"));
    }
  }

  @Test
  void namesTheColumnOfAnErrorInText() {
    assertThatExceptionOfType(Json.MalformedJsonException.class)
        .isThrownBy(() -> ItemLine.read("{bad"))
        .withMessageContaining("at character 2")
        .withMessageNotContaining("UNKNOWN");
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void namesTypeAndPlaceOfMalformedJson() {
    assertThatExceptionOfType(Json.MalformedJsonException.class)
        .isThrownBy(() -> Json.read("{\"id\": oui}", Outlet.class))
        .withMessageStartingWith("Outlet: ")
        .withMessageContaining("byte offset: #7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"a\",\"language\":\"de\"} | language: 'de' is none of en, fr",
        "{\"id\":\"a\",\"topics\":\"summit\"} | topics: there should be a list",
        "{\"id\":\"a\",\"minScore\":\"viel\"} | minScore: 'viel' is not a number",
        "{\"id\":\"a\",\"channels\":[{\"kind\":{}}]} | channels[0].kind: there should be a text",
        "[{\"id\":\"a\"}] | there should be an object in braces",
        "{\"id\":\"a\",\"outlet\":[\"cap\"]} | outlet: there is no such key",
        "{\"id\":\"a\",\"updates\":{\"topic\":true}} | updates.topic: there is no such key",
        "{\"id\":\"a\",\"updates\":3} | updates: there should be an object in braces"
      })
  void describesWhatAFieldShouldHoldWithoutJavaNames(String json, String words) {
    assertThatExceptionOfType(Json.MalformedJsonException.class)
        .isThrownBy(() -> SubscriptionLine.read(json))
        .withMessage(words);
  }

  @Test
  void namesTheFieldOfANumberThatIsTooLarge() {
    assertThatExceptionOfType(Json.MalformedJsonException.class)
        .isThrownBy(() -> SubscriptionLine.read("{\"id\":\"a\",\"fromOutlets\":99999999999}"))
        .withMessageStartingWith("fromOutlets: ");
  }

  @Test
  void showsTheFormOfATime() {
    assertThatExceptionOfType(Json.MalformedJsonException.class)
        .isThrownBy(() -> Json.read("{\"validFrom\":\"hier\"}", Subscription.class))
        .withMessageEndingWith("validFrom: 'hier' is not a time such as 2025-03-01T12:00:00Z");
  }

  @Test
  void givesTheReasonOfARecordThatRefusesAValue() {
    assertThatExceptionOfType(Json.MalformedJsonException.class)
        .isThrownBy(() -> Json.read("{\"id\":\"É\",\"name\":\"É\"}", Outlet.class))
        .withMessageContaining("outlet id 'É' is not an ASCII slug");
  }
}
