package org.vigie.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.console.access.AccessLevel;
import org.vigie.console.access.AccessTokens;
import org.vigie.model.SecretName;
import org.vigie.runtime.http.BindAddress;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.SettingType;
import org.vigie.runtime.settings.Settings;
import org.vigie.runtime.settings.SettingsException;

/// Where the console is and who may use it.
///
/// @param address empty for nowhere
/// @param hosts names beside the address under which it is reached, such as those of a proxy
/// @param tokens configured tokens by level, none of them shown
public record ConsoleSettings(
    Optional<BindAddress> address, List<String> hosts, Map<AccessLevel, String> tokens) {
  /// The secrets that hold the tokens.
  private static final Map<AccessLevel, String> NAMES =
      Map.of(
          AccessLevel.READER, SecretName.CONSOLE_READER_TOKEN,
          AccessLevel.EDITOR, SecretName.CONSOLE_EDITOR_TOKEN,
          AccessLevel.OPERATOR, SecretName.CONSOLE_OPERATOR_TOKEN);

  /// The address of page and API.
  public static final Setting<Optional<BindAddress>> ADDRESS =
      new Setting<>(
          "console.address",
          "127.0.0.1:8610",
          new SettingType<>("host:port or off", BindAddress::parseOrOff),
          "Where the console serves its page and the REST API; the next free port if this one is"
              + " taken, `off` for nowhere. Another address than loopback needs one of the secrets"
              + " `console-reader-token`, `console-editor-token` and `console-operator-token`.");

  /// The names under which it is reached.
  public static final Setting<List<String>> HOSTS =
      new Setting<>(
          "console.hosts",
          "",
          new SettingType<>("host names, separated by commas", ConsoleSettings::parseHosts),
          "Host names beside that of `console.address` under which the console is reached, such as"
              + " that of a proxy; requests for any other name are refused.");

  /// Everything that can be set here, beside the secrets.
  public static final List<Setting<?>> SETTINGS = List.of(ADDRESS, HOSTS);

  /// Copies the collections.
  public ConsoleSettings {
    hosts = List.copyOf(hosts);
    tokens = Map.copyOf(tokens);
  }

  /// From the configuration in force.
  ///
  /// @throws SettingsException if a token is too short, or the address is not loopback and there is
  ///     no token
  public static ConsoleSettings of(Settings settings) {
    Map<AccessLevel, String> tokens = new EnumMap<>(AccessLevel.class);
    NAMES.forEach(
        (level, name) ->
            settings.secret(name).ifPresent(token -> tokens.put(level, checkToken(name, token))));
    Optional<BindAddress> address = settings.get(ADDRESS);
    if (tokens.isEmpty() && address.isPresent() && !address.get().isLoopback()) {
      throw new SettingsException(
          "console.address: %s can be reached from other machines; set the secret '%s' (%s)"
              .formatted(
                  address.get(),
                  SecretName.CONSOLE_OPERATOR_TOKEN,
                  Settings.secretVariable(SecretName.CONSOLE_OPERATOR_TOKEN)));
    }
    return new ConsoleSettings(address, settings.get(HOSTS), tokens);
  }

  /// The same with another name under which it is reached.
  public ConsoleSettings withHost(String name) {
    List<String> all = new ArrayList<>(hosts);
    all.add(name);
    return new ConsoleSettings(address, all, tokens);
  }

  private static String checkToken(String name, String token) {
    if (token.length() < AccessTokens.MIN_LENGTH) {
      throw new SettingsException(
          "secret '%s' has fewer than %d characters".formatted(name, AccessTokens.MIN_LENGTH));
    }
    return token;
  }

  private static List<String> parseHosts(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(ConsoleSettings::checkHost)
        .toList();
  }

  private static String checkHost(String name) {
    if (!name.matches("[A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+]")) {
      throw new IllegalArgumentException("'" + name + "' is no host name; write it without a port");
    }
    return name;
  }

  /// Leaves out the tokens.
  @Override
  public String toString() {
    return "ConsoleSettings[address=" + address + ", hosts=" + hosts + "]";
  }
}
