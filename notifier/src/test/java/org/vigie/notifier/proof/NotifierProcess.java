package org.vigie.notifier.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vigie.http.AddressResolver;
import org.vigie.notifier.Notifier;
import org.vigie.notifier.NotifierSettings;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.email.EmailSender;
import org.vigie.notifier.channel.email.EmailSettings;
import org.vigie.notifier.channel.email.MailServer;
import org.vigie.notifier.channel.email.Mailbox;
import org.vigie.notifier.channel.webhook.WebhookSender;
import org.vigie.notifier.channel.webhook.WebhookSettings;
import org.vigie.runtime.Health;
import org.vigie.testkit.ChildProcess;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.KafkaConnection;

/// A notifier in a process of its own, with a clock of its own. It prints `ready` with the time
/// since the start of its JVM, and follows the lines of its standard input: `forward PT8H` puts its
/// clock forward, `heap` prints a line on its heap, the end of the input ends it.
final class NotifierProcess {
  private static final Duration ATTEMPT_TIME = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 20;

  private NotifierProcess() {}

  /// What a process is started with.
  ///
  /// @param bootstrapServers of the cluster
  /// @param mailPort the port of the mail server
  /// @param clock its clock
  /// @param channels which senders it has: `real` ones, or `noting` ones, see [NotingSender]
  /// @param options of the JVM
  record Start(
      String bootstrapServers,
      int mailPort,
      SetClock clock,
      String channels,
      List<String> options) {
    ChildProcess run(Path log) throws IOException {
      List<String> all = new ArrayList<>(options);
      List<String> command =
          new ArrayList<>(
              ChildProcess.createJavaCommand(NotifierProcess.class, all.toArray(String[]::new)));
      command.addAll(
          List.of(bootstrapServers, Integer.toString(mailPort), clock.toString(), channels));
      return ChildProcess.start(
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())));
    }
  }

  public static void main(String[] arguments) throws Exception {
    HeapWatch heap = new HeapWatch();
    KafkaConnection connection = KafkaConnection.embedded(arguments[0]);
    SetClock clock = SetClock.parse(arguments[2]);
    List<ChannelSender> senders =
        arguments[3].equals("real")
            ? createSenders(Integer.parseInt(arguments[1]), clock)
            : NotingSender.createAll();
    NotifierSettings defaults = NotifierSettings.defaults();
    try (ClusterProbe probe = new ClusterProbe(connection);
        Notifier notifier = new Notifier(defaults, connection, probe, senders, clock)) {
      probe.start();
      notifier.start();
      while (notifier.health().status() == Health.Readiness.NOT_READY) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
      System.out.println(
          notifier.health().status() == Health.Readiness.READY
              ? "ready after %d ms, %.0f ms of processor time"
                  .formatted(
                      ManagementFactory.getRuntimeMXBean().getUptime(),
                      HeapWatch.readProcessorSeconds() * 1e3)
              : "failed: " + notifier.health().cause());
      followInput(clock, heap);
    }
  }

  private static void followInput(SetClock clock, HeapWatch heap) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "forward" -> clock.forward(Duration.parse(words[1]));
        case "heap" -> System.out.println(heap.describe());
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private static List<ChannelSender> createSenders(int mailPort, SetClock clock) {
    EmailSettings mail =
        new EmailSettings(
            new MailServer("127.0.0.1", mailPort, MailServer.Security.NONE, null, null),
            new EmailSettings.Limits(ATTEMPT_TIME, 8),
            new Mailbox("Vigie", "vigie@example.org"),
            "vigie@example.org",
            URI.create("https://vigie.example.org"));
    return List.of(
        new WebhookSender(
            new WebhookSettings(ATTEMPT_TIME, true, AddressResolver.system()),
            name -> Optional.empty(),
            clock),
        new EmailSender(mail, name -> Optional.empty(), clock));
  }
}
