package org.vigie.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.Wishes;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.model.Scope;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionState;
import org.vigie.model.Telling;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie subscriptions show`: one subscription in full.
@Command(
    name = "show",
    description = "Shows a subscription: what it asks for, when it hears of a story, its channels.",
    mixinStandardHelpOptions = true)
final class SubscriptionShowCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Sheet sheet;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "The newest version as one JSON object.")
  private boolean json;

  @Parameters(paramLabel = "ID", description = "Which.")
  private String id = "";

  SubscriptionShowCommand(Terminal terminal) {
    this.terminal = terminal;
    sheet = new Sheet(terminal);
  }

  @Override
  public Integer call() {
    Subscription found;
    List<SubscriptionState> problems;
    try (Cluster open = cluster.open(terminal);
        Wishes wishes = new Wishes(open.connection())) {
      found = wishes.subscription(id);
      problems =
          wishes.subscriptionStates().stream()
              .filter(state -> state.subscription().equals(id))
              .toList();
    }
    if (json) {
      terminal.print(Json.text(found));
    } else {
      print(found);
      problems.forEach(
          state -> sheet.line("problem", "version " + state.version() + ": " + state.problem()));
    }
    return 0;
  }

  private void print(Subscription one) {
    Scope scope = one.scope();
    sheet.line("subscription", one.id());
    sheet.line("version", one.version() + ", " + one.state() + ", since " + one.validFrom());
    sheet.line("owner", one.owner());
    sheet.line("language", one.language() == Language.EN ? null : one.language().toString());
    sheet.line("topics", String.join(" or ", one.topics()));
    sheet.line("query", one.query());
    sheet.line("countries", String.join(" or ", scope.countries()));
    sheet.line("outlets", String.join(" or ", scope.outlets()));
    sheet.line("not of", String.join(", ", scope.exceptOutlets()));
    sheet.line("minimum score", scope.minScore() == null ? null : scope.minScore().toString());
    print(one.telling());
    one.channels().forEach(channel -> sheet.line("channel", words(channel)));
  }

  private void print(Telling telling) {
    if (telling.fromOutlets() > 1) {
      sheet.line("first alert", "once " + telling.fromOutlets() + " outlets tell the story");
    }
    sheet.line("updates", words(telling.updates()));
    sheet.line("muted", String.join(", ", telling.muted()));
  }

  private static String words(Telling.Updates updates) {
    String words =
        List.of(
                updates.topics() ? "a new topic" : "",
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

  private static String words(Channel channel) {
    return channel.name()
        + (channel.address() == null ? "" : " " + channel.address())
        + (channel.secret() == null ? "" : ", signed with the secret '" + channel.secret() + "'");
  }
}
