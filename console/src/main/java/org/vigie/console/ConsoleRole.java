package org.vigie.console;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.index.IndexProgress;
import org.vigie.console.access.AccessLevel;
import org.vigie.console.access.AccessTokens;
import org.vigie.console.access.OperatorTokenFile;
import org.vigie.console.api.ConsoleServices;
import org.vigie.console.page.PageFiles;
import org.vigie.runtime.Health;
import org.vigie.runtime.Role;
import org.vigie.runtime.http.BindAddress;

/// The console. It answers as long as the process lives; without Kafka it shows what its index
/// holds and is not ready.
public final class ConsoleRole implements Role {
  private final ConsoleSettings settings;
  private final Path dataDirectory;
  private final ConsoleServices services;
  private final InstantSource clock;
  private volatile @Nullable ConsoleServer server;
  private volatile @Nullable String operatorToken;

  /// Opens nothing yet.
  ///
  /// @param dataDirectory where the operator token is kept that is made if none is configured
  /// @param services started and closed by this role, but for `admin`
  public ConsoleRole(
      ConsoleSettings settings, Path dataDirectory, ConsoleServices services, InstantSource clock) {
    this.settings = settings;
    this.dataDirectory = dataDirectory;
    this.services = services;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "console";
  }

  @Override
  public void start() {
    Optional<BindAddress> address = settings.address();
    if (address.isEmpty()) {
      return;
    }
    ConsoleServer started =
        new ConsoleServer(
            address.get(),
            settings.hosts(),
            readTokens(),
            services,
            PageFiles.readRoutes(),
            clock,
            System::nanoTime);
    // Before the start: what half a start has opened is closed too.
    server = started;
    services.news().start();
    services.operations().start();
    started.start();
  }

  private AccessTokens readTokens() {
    Map<AccessLevel, String> tokens = new EnumMap<>(AccessLevel.class);
    tokens.putAll(settings.tokens());
    if (!tokens.containsKey(AccessLevel.OPERATOR)) {
      String made = OperatorTokenFile.readOrCreate(dataDirectory);
      tokens.put(AccessLevel.OPERATOR, made);
      operatorToken = made;
    }
    return new AccessTokens(tokens);
  }

  /// Where the page is, for the person who has started the process: with the token in the fragment
  /// if it was made here, without it if it is configured. Empty if the console is off.
  public Optional<String> describeAddress() {
    ConsoleServer current = server;
    String token = operatorToken;
    return current == null
        ? Optional.empty()
        : Optional.of(
            "http://" + current.address() + "/" + (token == null ? "" : "#token=" + token));
  }

  @Override
  public Health health() {
    if (settings.address().isEmpty()) {
      return Health.ready();
    }
    ConsoleServer current = server;
    if (current == null) {
      return Health.notReady("the console is not started");
    }
    IndexProgress progress = services.news().progress();
    String problem = progress.problem();
    Health health = problem == null ? Health.ready() : Health.notReady(problem);
    return health
        .withDetail("index", progress.complete() ? "complete" : "catching up")
        .withDetail("articles", progress.articles())
        .withDetail("viewers", current.events().countViewers());
  }

  @Override
  public void close() {
    ConsoleServer current = server;
    server = null;
    if (current != null) {
      current.close();
    }
    services.backtests().close();
    services.replays().close();
    services.operations().close();
    services.feedback().close();
    services.news().close();
  }
}
