package org.vigie.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindAddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9610, 127.0.0.1, 9610, true",
    "[::1]:0, ::1, 0, true",
    "localhost:80, localhost, 80, true",
    "0.0.0.0:65535, 0.0.0.0, 65535, false",
    "vigie.example.org:9610, vigie.example.org, 9610, false",
  })
  void readsHostAndPort(String text, String host, int port, boolean loopback) {
    BindAddress address = BindAddress.parse(" " + text + " ");
    assertThat(address).isEqualTo(new BindAddress(host, port));
    assertThat(address).hasToString(text).returns(loopback, BindAddress::isLoopback);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9610", ":9610", "host", "host:", "host:65536", "::1:9610", "a b:1"})
  void refusesEverythingElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BindAddress.parse(text))
        .withMessageContaining("is no address");
  }
}
