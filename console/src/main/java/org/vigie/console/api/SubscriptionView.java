package org.vigie.console.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.Digest;
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.model.NotificationTiming;
import org.vigie.model.QuietHours;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionScope;
import org.vigie.model.Urgency;
import org.vigie.wire.SubscriptionLine;

/// A subscription as the API shows it.
///
/// @param problem why it does not work as it should; null if it does
/// @param warnings what of it was hardly meant so
/// @param silentUntil null without a silence
/// @param held number of alerts that are held; null if they were not counted
record SubscriptionView(
    String id,
    int version,
    String state,
    Instant validFrom,
    @Nullable String owner,
    Language language,
    List<String> topics,
    @Nullable String query,
    List<String> countries,
    List<String> outlets,
    List<String> exceptOutlets,
    @Nullable Double minScore,
    @Nullable List<String> forms,
    int fromOutlets,
    boolean repeats,
    TimingView timing,
    List<ChannelView> channels,
    @Nullable String problem,
    List<String> warnings,
    @Nullable Instant silentUntil,
    List<String> muted,
    @Nullable Long held) {
  static SubscriptionView of(
      Subscription subscription,
      @Nullable String problem,
      List<String> warnings,
      @Nullable Long held) {
    SubscriptionScope scope = subscription.scope();
    NotificationRule rule = subscription.telling();
    return new SubscriptionView(
        subscription.id(),
        subscription.version(),
        subscription.state().toString(),
        subscription.validFrom(),
        subscription.owner(),
        subscription.language(),
        subscription.topics(),
        subscription.query(),
        scope.countries(),
        scope.outlets(),
        scope.exceptOutlets(),
        scope.minScore(),
        SubscriptionLine.of(subscription).forms(),
        rule.fromOutlets(),
        rule.repeats(),
        TimingView.of(rule.timing()),
        subscription.channels().stream().map(ChannelView::of).toList(),
        problem,
        warnings,
        rule.timing().silentUntil(),
        rule.muted(),
        held);
  }

  /// When alerts are sent, in the written forms.
  record TimingView(
      String zone,
      @Nullable String digest,
      List<String> quiet,
      Urgency breakThrough,
      int coolDownMinutes,
      @Nullable Integer maxPerHour) {
    static TimingView of(NotificationTiming timing) {
      Digest digest = timing.digest();
      return new TimingView(
          timing.zone().getId(),
          digest == null ? null : digest.toString(),
          timing.quiet().stream().map(QuietHours::toString).toList(),
          timing.breakThrough(),
          timing.coolDownMinutes(),
          timing.maxPerHour());
    }
  }

  /// A channel, without what may be a secret of its address.
  record ChannelView(
      String kind,
      String name,
      @Nullable String address,
      @Nullable String secret,
      @Nullable String form,
      @Nullable String priority,
      @Nullable Urgency urgent,
      @Nullable String file) {
    static ChannelView of(Channel channel) {
      ChannelView plain =
          new ChannelView(
              channel.kind(),
              channel.name(),
              ChannelAddresses.show(channel),
              null,
              null,
              null,
              null,
              null);
      return switch (channel) {
        case Channel.Webhook webhook -> plain.withSecret(webhook.secret());
        case Channel.Ntfy ntfy ->
            plain.withSecret(ntfy.secret()).withUrgency(ntfy.priority().toString(), ntfy.urgent());
        case Channel.Chat chat -> plain.with(chat.form().toString(), null);
        case Channel.File file -> plain.with(null, file.file());
        case Channel.Console console -> plain;
        case Channel.Email email -> plain;
        case Channel.Unknown unknown -> plain;
      };
    }

    private ChannelView withSecret(@Nullable String other) {
      return new ChannelView(kind, name, address, other, form, priority, urgent, file);
    }

    private ChannelView withUrgency(String word, Urgency what) {
      return new ChannelView(
          kind, name, address, secret, form, word, what.equals(Urgency.NONE) ? null : what, file);
    }

    private ChannelView with(@Nullable String service, @Nullable String files) {
      return new ChannelView(kind, name, address, secret, service, priority, urgent, files);
    }
  }
}
