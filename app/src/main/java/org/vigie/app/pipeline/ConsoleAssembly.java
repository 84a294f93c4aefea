package org.vigie.app.pipeline;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.vigie.admin.Admin;
import org.vigie.admin.feedback.FeedbackLog;
import org.vigie.admin.index.NewsIndex;
import org.vigie.admin.operations.OperationsMonitor;
import org.vigie.admin.run.BacktestJobs;
import org.vigie.admin.run.ReplayJobs;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.console.ConsoleRole;
import org.vigie.console.api.ConsoleServices;
import org.vigie.console.unsubscribe.UnsubscribeKeys;
import org.vigie.model.SecretName;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Secrets;
import org.vigie.notifier.channel.UnusableSecretException;
import org.vigie.notifier.channel.email.UnsubscribeLinks;
import org.vigie.wire.KafkaConnection;

/// The console with all that it calls. Opens nothing before its role starts.
final class ConsoleAssembly implements AutoCloseable {
  private final Admin admin;
  private final List<ChannelSender> senders;
  private final ConsoleRole role;

  /// @param parts with topic packs and a classifier
  /// @param senders creates the channels of trial messages, which are closed with this
  ConsoleAssembly(
      RoleSettings settings,
      KafkaConnection connection,
      RoleParts parts,
      Supplier<List<ChannelSender>> senders) {
    TopicPacks packs = Objects.requireNonNull(parts.packs(), "the console needs topic packs");
    TextAnalyser analyser =
        Objects.requireNonNull(parts.analyser(), "the console needs a classifier");
    this.senders = senders.get();
    admin = new Admin(connection, () -> packs, parts.clock());
    NewsIndex index =
        new NewsIndex(settings.data().resolve("index"), connection, analyser, parts.clock());
    role =
        new ConsoleRole(
            settings.console(),
            settings.data(),
            new ConsoleServices(
                VigieVersion.current(),
                packs,
                index,
                admin,
                new OperationsMonitor(
                    admin, connection, () -> index.progress().bytes(), parts.clock()),
                new BacktestJobs(admin, () -> packs, parts.clock()),
                new ReplayJobs(
                    admin,
                    connection,
                    () -> packs,
                    settings.data().resolve("replays"),
                    parts.clock()),
                new FeedbackLog(admin, connection, () -> packs, parts.clock()),
                Optional.of(
                    new TrialMessages(this.senders, admin.alerts()::findNewest, parts.clock())),
                findUnsubscribeKeys(settings.secrets())),
            parts.clock());
  }

  /// Those of the secret that signs the links of mails; empty without it. Where it cannot be used,
  /// mails are held and say why.
  private static Optional<UnsubscribeKeys> findUnsubscribeKeys(Secrets secrets) {
    try {
      UnsubscribeLinks links =
          secrets.read(
              SecretName.MAIL_UNSUBSCRIBE, secret -> new UnsubscribeLinks(URI.create(""), secret));
      return Optional.of(links::verify);
    } catch (UnusableSecretException e) {
      return Optional.empty();
    }
  }

  ConsoleRole role() {
    return role;
  }

  /// Closes what the role does not.
  @Override
  public void close() {
    senders.forEach(ChannelSender::close);
    admin.close();
  }
}
