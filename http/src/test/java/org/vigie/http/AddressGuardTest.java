package org.vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "198.18.0.1",
        "192.0.2.1",
        "198.51.100.7",
        "203.0.113.9",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1",
        "64:ff9b:1:7f00:1:0:808:808",
        "64:ff9b:1::808:808",
        "2002:7f00:1::1",
        "2002:a00:1::",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "2400::5efe:a00:1",
        "fec0::1",
        "100::1",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "3fff::1",
        "5f00::1"
      })
  void refusesSpecialPurposeAddresses(String address) throws UnknownHostException {
    assertThat(AddressGuard.findRefusalReason(InetAddress.getByName(address))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "193.0.0.1",
        "2a00:1450:4007::8",
        "2001:200::1",
        "2002:808:808::1",
        "64:ff9b::808:808"
      })
  void acceptsPublicAddresses(String address) throws UnknownHostException {
    assertThat(AddressGuard.findRefusalReason(InetAddress.getByName(address))).isNull();
  }

  @Test
  void keepsOnlyThePublicAddressesOfAHost() throws UnknownHostException {
    AddressGuard guard =
        new AddressGuard(
            (host, port) ->
                List.of(
                    new InetSocketAddress("10.0.0.1", port),
                    new InetSocketAddress("8.8.8.8", port)));

    assertThat(guard.resolve("mixed.example", 80))
        .containsExactly(new InetSocketAddress("8.8.8.8", 80));
  }

  @Test
  void namesTheReasonForARefusedHost() {
    AddressGuard guard =
        new AddressGuard((host, port) -> List.of(new InetSocketAddress("169.254.169.254", port)));

    assertThatThrownBy(() -> guard.resolve("metadata.example", 80))
        .hasMessage("the address is link-local, which is not allowed");
  }
}
