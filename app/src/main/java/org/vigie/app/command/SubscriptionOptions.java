package org.vigie.app.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.analysis.match.query.CountryCodes;
import org.vigie.analysis.match.query.ParsedQuery;
import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.QueryParser;
import org.vigie.app.alert.TopicLabels;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.model.Subscription;
import org.vigie.notifier.webhook.SecretName;
import org.vigie.notifier.webhook.WebhookAddress;
import org.vigie.notifier.webhook.WebhookSender;
import org.vigie.wire.SubscriptionLine;
import picocli.CommandLine.Option;

/// What a subscription asks for, as options. Those that are not given leave things as they are.
final class SubscriptionOptions {
  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,2}");

  @Option(
      names = "--topic",
      split = ",",
      paramLabel = "TOPIC",
      description = "A topic that it asks for; several: any of them.")
  private @Nullable List<String> topics;

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description =
          "An expression that must match, beside a --topic where one is given, such as 'Ukraine NOT"
              + " sport'.")
  private @Nullable String query;

  @Option(
      names = "--country",
      split = ",",
      paramLabel = "COUNTRY",
      description = "A country that must be named, by ISO code or French name; several: any.")
  private @Nullable List<String> countries;

  @Option(
      names = "--outlet",
      split = ",",
      paramLabel = "OUTLET",
      description = "Only articles of this outlet; several: of any of them.")
  private @Nullable List<String> outlets;

  @Option(
      names = "--except-outlet",
      split = ",",
      paramLabel = "OUTLET",
      description = "No article of this outlet.")
  private @Nullable List<String> exceptOutlets;

  @Option(
      names = "--min-score",
      paramLabel = "SCORE",
      description = "What a topic must score at least; 1.0 just matches.")
  private @Nullable Double minScore;

  @Option(
      names = "--from-outlets",
      paramLabel = "N",
      description = "No alert before so many outlets tell the story.")
  private @Nullable Integer fromOutlets;

  @Option(
      names = "--updates",
      split = ",",
      paramLabel = "WHAT",
      description =
          "What makes an update: topics, numbers, headline, or a number of outlets that have come"
              + " to tell the story; or none. Default: topics,numbers,10.")
  private @Nullable List<String> updates;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "Alerts are posted there, as Standard Webhooks; default: the console.")
  private @Nullable String webhook;

  @Option(
      names = "--secret",
      paramLabel = "NAME",
      description =
          "The name of the secret that signs what the webhook gets; the notifier finds it in"
              + " VIGIE_SECRET_<NAME>.")
  private @Nullable String secret;

  @Option(names = "--owner", paramLabel = "NAME", description = "Who asks.")
  private @Nullable String owner;

  @Option(
      names = "--language",
      paramLabel = "LANGUAGE",
      description = "In which the owner is told on the console: ${COMPLETION-CANDIDATES}.")
  private @Nullable Language language;

  /// True where nothing is asked for.
  boolean isSelectionMissing() {
    return topics == null && query == null;
  }

  /// True where none is given at all.
  boolean isEmpty() {
    return isSelectionMissing()
        && countries == null
        && outlets == null
        && exceptOutlets == null
        && minScore == null
        && fromOutlets == null
        && updates == null
        && webhook == null
        && secret == null
        && owner == null
        && language == null;
  }

  /// What was asked for, with these options in its place.
  ///
  /// @param known the topics that there are
  /// @throws Problem where an option makes no sense, naming it
  SubscriptionLine applyTo(SubscriptionLine before, TopicLabels known, Terminal terminal) {
    known.requireKnown(parseTopics(topics, query));
    return new SubscriptionLine(
        before.id(),
        before.state(),
        owner == null ? before.owner() : owner,
        language == null ? before.language() : language,
        topics == null ? before.topics() : topics,
        query == null ? before.query() : query.isBlank() ? null : query,
        countries == null ? before.countries() : parseCodes(countries),
        outlets == null ? before.outlets() : parseNames(outlets),
        exceptOutlets == null ? before.exceptOutlets() : parseNames(exceptOutlets),
        minScore == null ? before.minScore() : minScore,
        fromOutlets == null ? before.fromOutlets() : fromOutlets,
        updates == null ? before.updates() : parseUpdates(updates),
        before.muted(),
        parseChannels(before, terminal));
  }

  /// Refuses what nothing would ever match: a topic or a country that is not known here.
  ///
  /// @throws Problem naming it
  static void requireKnown(Subscription asked, TopicLabels known) {
    known.requireKnown(parseTopics(asked.topics(), asked.query()));
    asked.scope().countries().stream()
        .filter(code -> CountryCodes.findCode(code) == null)
        .findFirst()
        .ifPresent(
            code -> {
              throw CliException.createUsageError(
                  "'" + code + "' is no country that is known here");
            });
  }

  /// Those of the list and of the query; a query that cannot be read is refused elsewhere.
  private static List<String> parseTopics(@Nullable List<String> topics, @Nullable String query) {
    List<String> named = new ArrayList<>(topics == null ? List.of() : topics);
    if (query != null && QueryParser.parse(query) instanceof ParsedQuery.ValidQuery(Query asked)) {
      asked
          .allFields()
          .filter(field -> field.name() == Query.Field.FieldName.TOPIC)
          .forEach(field -> named.add(field.value()));
    }
    return named;
  }

  /// `--outlet ''` takes the wish back.
  private static List<String> parseNames(List<String> outlets) {
    return outlets.stream().filter(name -> !name.isBlank()).toList();
  }

  private static List<String> parseCodes(List<String> countries) {
    List<String> codes = new ArrayList<>();
    for (String written : parseNames(countries)) {
      String code = CountryCodes.findCode(written);
      if (code == null) {
        throw CliException.createUsageError(
            "--country: '" + written + "' is no country that is known here");
      }
      codes.add(code);
    }
    return codes;
  }

  private static NotificationRule.UpdateRule parseUpdates(List<String> words) {
    List<Integer> steps = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String word : words) {
      String plain = word.strip().toLowerCase(Locale.ROOT);
      if (COUNT.matcher(plain).matches()) {
        steps.add(Integer.valueOf(plain));
      } else if (List.of("topics", "numbers", "headline", "none").contains(plain)) {
        rest.add(plain);
      } else {
        throw CliException.createUsageError(
            "--updates: '" + word + "' is none of topics, numbers, headline, none or a number");
      }
    }
    if (rest.contains("none") && words.size() > 1) {
      throw CliException.createUsageError("--updates: none goes with nothing else");
    }
    try {
      return new NotificationRule.UpdateRule(
          steps, rest.contains("topics"), rest.contains("numbers"), rest.contains("headline"));
    } catch (IllegalArgumentException e) {
      throw CliException.createUsageError("--updates: " + e.getMessage(), e);
    }
  }

  /// What the notifier would give up on is refused here.
  private @Nullable List<SubscriptionLine.Way> parseChannels(
      SubscriptionLine before, Terminal terminal) {
    String address = webhook;
    String name = secret;
    if (name != null) {
      requireValid("--secret", () -> SecretName.validate(name));
    }
    if (address == null) {
      if (name != null) {
        throw CliException.createUsageError("--secret: only a --webhook has one");
      }
      return before.channels();
    }
    if (address.isBlank()) {
      return List.of(new SubscriptionLine.Way(Channel.CONSOLE.kind(), null, null, null));
    }
    requireValid("--webhook", () -> WebhookAddress.parse(address));
    if (name == null) {
      terminal.printStatus("vigie: without --secret the requests are not signed");
    }
    return List.of(new SubscriptionLine.Way(WebhookSender.KIND, WebhookSender.KIND, address, name));
  }

  private static void requireValid(String option, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw CliException.createUsageError(option + ": " + e.getMessage(), e);
    }
  }

  /// A version of what is asked for.
  ///
  /// @throws Problem where the streams would disable it, with the place and a suggestion
  static Subscription createVersion(SubscriptionLine line, int version, Instant now) {
    Subscription made;
    try {
      made = line.toSubscription(version, now);
    } catch (IllegalArgumentException e) {
      throw CliException.createUsageError(String.valueOf(e.getMessage()), e);
    }
    SubscriptionIndex index = new SubscriptionIndex();
    index.put(made);
    index.findFaults().stream()
        .findFirst()
        .ifPresent(
            fault -> {
              throw CliException.createUsageError(fault.problem());
            });
    return made;
  }
}
