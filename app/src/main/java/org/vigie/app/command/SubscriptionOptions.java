package org.vigie.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.admin.ChannelRequest;
import org.vigie.admin.SubscriptionRequest;
import org.vigie.admin.Subscriptions;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.model.SafeText;
import org.vigie.runtime.settings.Suggestions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say what a subscription asks for. An option that is not given changes nothing.
final class SubscriptionOptions {
  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,2}");
  private static final List<String> UPDATE_WORDS =
      List.of("topics", "phases", "numbers", "headline", "development", "none");

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
      names = "--forms",
      split = ",",
      paramLabel = "FORM",
      description =
          "Only articles of these forms: news, live, opinion, analysis, roundup, dossier, media,"
              + " picture; or all. Default: news,live,opinion,analysis.")
  private @Nullable List<String> forms;

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
          "What makes an update: topics, phases, numbers, headline, development (another phase,"
              + " country or a far higher score), or a number of outlets that have come to tell the"
              + " story; or none. Default: topics,phases,numbers,10.")
  private @Nullable List<String> updates;

  @Option(
      names = "--repeats",
      negatable = true,
      fallbackValue = "true",
      description =
          "Alerts also of a story that tells again what another one has told: the same phase of the"
              + " same topic between the same countries. --no-repeats leaves them out again.")
  private @Nullable Boolean repeats;

  @Mixin private ChannelOptions channels = new ChannelOptions();
  @Mixin private TimingOptions timing = new TimingOptions();

  @Option(names = "--owner", paramLabel = "NAME", description = "Who asks.")
  private @Nullable String owner;

  @Option(
      names = "--language",
      paramLabel = "LANGUAGE",
      description = "Language of the texts around alerts: ${COMPLETION-CANDIDATES}. Default: fr.")
  private @Nullable Language language;

  @Option(
      names = "--new-outlet",
      description = "Takes an outlet that is spelt nearly as a known one for another outlet.")
  private boolean newOutlet;

  /// Prints which outlets of the request are not known.
  ///
  /// @throws AdminException.InvalidRequest if one seems to be a typing error and `--new-outlet` is
  ///     not given
  void checkOutlets(Subscriptions subscriptions, SubscriptionRequest request, Terminal terminal) {
    try {
      subscriptions
          .checkOutlets(request, newOutlet)
          .forEach(line -> terminal.printStatus(SafeText.toLine("vigie: " + line)));
    } catch (AdminException.InvalidRequest e) {
      throw new AdminException.InvalidRequest(
          e.field(), e.getMessage() + " --new-outlet takes it as it is", e);
    }
  }

  /// Whether neither a topic nor a query is given.
  boolean isSelectionMissing() {
    return topics == null && query == null;
  }

  /// Whether channels are given or removed.
  boolean changesChannels() {
    return channels.toRequests() != null || channels.findRemoved() != null;
  }

  /// The request of these options.
  ///
  /// @throws CliException if an option makes no sense, naming it
  SubscriptionRequest toRequest(Terminal terminal) {
    return new SubscriptionRequest(
        owner,
        language,
        topics,
        query,
        countries,
        outlets,
        exceptOutlets,
        minScore,
        forms,
        fromOutlets,
        updates == null ? null : parseUpdates(updates),
        repeats,
        timing.toRequest(),
        createChannels(terminal),
        channels.keepsChannels(),
        channels.findRemoved());
  }

  private static NotificationRule.UpdateRule parseUpdates(List<String> words) {
    List<Integer> steps = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String word : words) {
      String plain = word.strip().toLowerCase(Locale.ROOT);
      if (COUNT.matcher(plain).matches()) {
        steps.add(Integer.valueOf(plain));
      } else if (UPDATE_WORDS.contains(plain)) {
        rest.add(plain);
      } else {
        throw CliException.createUsageError(
            "--updates: '"
                + word
                + "' is neither a number nor one of "
                + String.join(", ", UPDATE_WORDS)
                + Suggestions.nearest(plain, UPDATE_WORDS));
      }
    }
    if (rest.contains("none") && words.size() > 1) {
      throw CliException.createUsageError("--updates: none goes with nothing else");
    }
    try {
      return new NotificationRule.UpdateRule(
          steps,
          rest.contains("topics"),
          rest.contains("numbers"),
          rest.contains("headline"),
          rest.contains("phases"),
          rest.contains("development"));
    } catch (IllegalArgumentException e) {
      throw CliException.createUsageError("--updates: " + e.getMessage(), e);
    }
  }

  private @Nullable List<ChannelRequest> createChannels(Terminal terminal) {
    List<ChannelRequest> requests = channels.toRequests();
    if (channels.hasUnsignedWebhook()) {
      terminal.printStatus("vigie: without --secret the requests are not signed");
    }
    return requests;
  }
}
