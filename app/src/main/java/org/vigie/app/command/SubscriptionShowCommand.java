package org.vigie.app.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.vigie.admin.Admin;
import org.vigie.admin.Subscriptions;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionScope;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `vigie subscriptions show`: one subscription in full.
@Command(
    name = "show",
    description = "Shows a subscription: what it asks for, when it is alerted, its channels.",
    mixinStandardHelpOptions = true)
final class SubscriptionShowCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final DetailPrinter details;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(
      names = "--json",
      description = "The newest version as one JSON object, with masked addresses.")
  private boolean json;

  @Parameters(paramLabel = "ID", description = "Which subscription.")
  private String id = "";

  SubscriptionShowCommand(Terminal terminal) {
    this.terminal = terminal;
    details = new DetailPrinter(terminal);
  }

  @Override
  public Integer call() {
    return AdminCalls.call(
        cluster,
        terminal,
        admin -> {
          print(admin.subscriptions().show(id), admin);
          return 0;
        });
  }

  private void print(Subscriptions.SubscriptionDetails found, Admin admin) {
    if (json) {
      ObjectNode object = Json.MAPPER.valueToTree(found.subscription());
      ChannelTexts.maskAddresses(object);
      terminal.printLine(Json.toText(object));
    } else {
      print(found.subscription(), zone.createDisplay(cluster.settings(terminal)));
      details.printField("held now", describeHeld(admin.deliveries().countHeld(id)));
      found
          .problems()
          .forEach(
              state ->
                  details.printField(
                      "problem", "version " + state.version() + ": " + state.problem()));
      ChannelProblems.of(cluster.settings(terminal))
          .find(found.subscription().channels())
          .forEach(problem -> details.printField("problem", problem));
    }
  }

  private static String describeHeld(Map<HoldReason, Long> held) {
    return held.entrySet().stream()
        .map(entry -> entry.getValue() + " " + DeliveryTexts.describe(entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  private void print(Subscription one, DisplayTime display) {
    SubscriptionScope scope = one.scope();
    details.printField("subscription", one.id());
    details.printField(
        "version",
        one.version() + ", " + one.state() + ", since " + display.format(one.validFrom()));
    details.printField("owner", one.owner());
    details.printField(
        "language", one.language() == Language.FR ? null : one.language().toString());
    details.printField("topics", String.join(" or ", one.topics()));
    details.printField("query", one.query());
    details.printField("countries", String.join(" or ", scope.countries()));
    details.printField("outlets", String.join(" or ", scope.outlets()));
    details.printField("not of", String.join(", ", scope.exceptOutlets()));
    details.printField(
        "minimum score", scope.minScore() == null ? null : scope.minScore().toString());
    details.printField("leaves out", FormTexts.describeLeftOut(scope));
    print(one.telling());
    TimingTexts.print(one.telling().timing(), display, terminal.clock().instant(), details);
    one.channels()
        .forEach(channel -> details.printField("channel", ChannelTexts.describe(channel)));
  }

  private void print(NotificationRule rule) {
    if (rule.fromOutlets() > 1) {
      details.printField("first alert", "once " + rule.fromOutlets() + " outlets tell the story");
    }
    details.printField("updates", describeUpdates(rule.updates()));
    details.printField("repeats", rule.repeats() ? "of other stories are taken" : null);
    details.printField("muted", String.join(", ", rule.muted()));
  }

  private static String describeUpdates(NotificationRule.UpdateRule updates) {
    String words =
        List.of(
                updates.topics() ? "a new topic" : "",
                updates.development()
                    ? "another phase or country, or a far higher score"
                    : updates.phases() ? "another phase of a topic" : "",
                updates.numbers() ? "a count in the headline that changes" : "",
                updates.headline() ? "a new headline" : "",
                updates.outlets().stream()
                    .map(step -> step + " outlets")
                    .collect(Collectors.joining(", ")))
            .stream()
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("; "));
    return words.isEmpty() ? "none" : words;
  }
}
