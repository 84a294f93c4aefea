package org.vigie.app.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.RequestStore;
import org.vigie.app.pipeline.RoleSettings;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Channel;
import org.vigie.model.SafeText;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.Secrets;
import org.vigie.notifier.channel.email.EmailSender;
import org.vigie.notifier.channel.email.EmailSettings;
import org.vigie.notifier.channel.file.FileSettings;
import org.vigie.notifier.channel.ntfy.NtfySender;
import org.vigie.notifier.channel.webhook.WebhookSender;
import org.vigie.runtime.settings.Settings;
import org.vigie.runtime.settings.SettingsException;
import org.vigie.wire.KafkaConnection;

/// Says which channels cannot be used, since the configuration of this process lacks what they
/// need: the secret of a webhook, the token of an ntfy topic, the mail server, the directory of
/// files. A notifier elsewhere may have it.
final class ChannelProblems {
  private final Secrets secrets;
  private final Supplier<Optional<String>> mailProblem;
  private final FileSettings files;

  private ChannelProblems(
      Secrets secrets, Supplier<Optional<String>> mailProblem, FileSettings files) {
    this.secrets = secrets;
    this.mailProblem = mailProblem;
    this.files = files;
  }

  /// By the configuration in force.
  static ChannelProblems of(Settings settings) {
    return new ChannelProblems(
        settings::secret, () -> findMailProblem(settings), FileSettings.of(settings));
  }

  /// By the settings of the roles of this process.
  static ChannelProblems of(RoleSettings settings) {
    return new ChannelProblems(
        settings.secrets(),
        () -> EmailSender.findProblem(settings.channels().email(), settings.secrets()),
        settings.channels().file());
  }

  private static Optional<String> findMailProblem(Settings settings) {
    try {
      return EmailSender.findProblem(EmailSettings.find(settings), settings::secret);
    } catch (SettingsException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// One sentence for each channel that cannot be used here.
  List<String> find(Collection<Channel> channels) {
    return channels.stream().flatMap(channel -> find(channel).stream()).toList();
  }

  private Optional<String> find(Channel channel) {
    return switch (channel) {
      case Channel.Webhook webhook ->
          describe(channel, webhook.secret(), name -> WebhookSender.findProblem(secrets, name));
      case Channel.Ntfy ntfy ->
          describe(channel, ntfy.secret(), name -> NtfySender.findProblem(secrets, name));
      case Channel.Email email ->
          mailProblem.get().map(problem -> describe(channel, problem + " here"));
      case Channel.Console console -> Optional.empty();
      case Channel.Chat chat -> Optional.empty();
      case Channel.File file ->
          files.directory().isPresent()
              ? Optional.empty()
              : Optional.of(describe(channel, FileSettings.DIRECTORY.key() + " is not set here"));
      case Channel.Unknown unknown -> Optional.empty();
    };
  }

  private static Optional<String> describe(
      Channel channel, @Nullable String secret, Function<String, Optional<String>> finder) {
    return Optional.ofNullable(secret)
        .flatMap(finder)
        .map(
            problem ->
                describe(
                    channel,
                    "%s here (%s)"
                        .formatted(problem, Settings.secretVariable(String.valueOf(secret)))));
  }

  private static String describe(Channel channel, String problem) {
    return channel.name() + ": " + problem + "; nothing is sent until the notifier has it";
  }

  /// Prints what [#find] says of one subscription.
  void print(Terminal terminal, Subscription subscription) {
    printAll(terminal, describe(subscription).toList());
  }

  /// Prints, while roles run, what [#find] says of the active subscriptions of a cluster.
  void start(SideReports reports, Terminal terminal, KafkaConnection connection) {
    reports.start(
        "whether every channel has what it needs",
        () -> findAll(connection),
        lines -> printAll(terminal, lines));
  }

  private List<String> findAll(KafkaConnection connection) {
    try (RequestStore store = new RequestStore(connection)) {
      return store.readNewestSubscriptions().values().stream()
          .filter(one -> one.state() == Subscription.State.ACTIVE)
          .sorted(Comparator.comparing(Subscription::id))
          .flatMap(this::describe)
          .toList();
    }
  }

  private Stream<String> describe(Subscription subscription) {
    return find(subscription.channels()).stream()
        .map(line -> "vigie: subscription " + subscription.id() + ": " + line);
  }

  private static void printAll(Terminal terminal, List<String> lines) {
    lines.forEach(line -> terminal.printStatus(SafeText.toLine(line)));
  }
}
