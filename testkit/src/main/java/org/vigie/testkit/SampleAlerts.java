package org.vigie.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Identity;
import org.vigie.model.Outlet;

/// Builds an alert in which a test sets only what it is about. The others have defaults: the first
/// alert of a subscription `desk` on a story `s1`, found in Le Phare at [#NOW], without findings.
public final class SampleAlerts {
  /// The time of everything in a sample: 15 March 2025, 10:00 UTC.
  public static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");

  private @Nullable String id;
  private Alert.Revision revision = Alert.Revision.first();
  private Alert.Recipient recipient = new Alert.Recipient("desk", 1);
  private String story = "s1";
  private Outlet outletOfItem = Outlet.named("Le Phare");
  private List<String> outlets = List.of("le-phare");
  private List<String> outletNames = List.of("Le Phare");
  private @Nullable String item;
  private String title = "Un sommet s’ouvre";
  private String summary = "";
  private boolean livePage;
  private @Nullable String url;
  private Alert.Findings findings =
      new Alert.Findings(List.of(), Map.of(), null, List.of(), List.of(), "", ArticleForm.NEWS);
  private @Nullable Instant published;
  private Instant fetched = NOW;
  private Instant decided = NOW;

  private SampleAlerts() {}

  /// A builder with the defaults.
  public static SampleAlerts alert() {
    return new SampleAlerts();
  }

  /// The first alert of a subscription on a story, otherwise as by default.
  public static Alert createAlert(String subscription, String story) {
    return alert().subscription(subscription).story(story).build();
  }

  /// The id of the alert; that of its subscription and story by default.
  public SampleAlerts id(String other) {
    id = other;
    return this;
  }

  public SampleAlerts revision(Alert.Kind kind, int seq, Alert.UpdateReason... changed) {
    revision = new Alert.Revision(kind, seq, List.of(changed), null, List.of());
    return this;
  }

  /// A correction that withdraws topics.
  public SampleAlerts correction(int seq, String previousHeadline, String... withdrawnTopics) {
    revision =
        new Alert.Revision(
            Alert.Kind.CORRECTION, seq, List.of(), previousHeadline, List.of(withdrawnTopics));
    return this;
  }

  /// The id of the subscription, in its first version.
  public SampleAlerts subscription(String other) {
    return subscription(other, 1);
  }

  public SampleAlerts subscription(String other, int version) {
    recipient = new Alert.Recipient(other, version);
    return this;
  }

  /// The id of the story.
  public SampleAlerts story(String other) {
    story = other;
    return this;
  }

  /// The outlet of the item, the only one to cover the story.
  public SampleAlerts outlet(String outletId, String name) {
    outletOfItem = new Outlet(outletId, name);
    outlets = List.of(outletId);
    outletNames = List.of(name);
    return this;
  }

  /// The outlets that cover the story: the ids, which are the names as well.
  public SampleAlerts outlets(String... ids) {
    outlets = List.of(ids);
    outletNames = outlets;
    return this;
  }

  /// The id of the item; that of the story by default.
  public SampleAlerts item(String other) {
    item = other;
    return this;
  }

  /// The title and headline.
  public SampleAlerts title(String other) {
    title = other;
    return this;
  }

  public SampleAlerts summary(String other) {
    summary = other;
    return this;
  }

  public SampleAlerts url(@Nullable String other) {
    url = other;
    return this;
  }

  public SampleAlerts findings(Alert.Findings other) {
    findings = other;
    return this;
  }

  /// When the item was fetched, seen and decided on.
  public SampleAlerts time(Instant moment) {
    return time(moment, moment);
  }

  public SampleAlerts time(Instant fetchedAt, Instant decidedAt) {
    fetched = fetchedAt;
    decided = decidedAt;
    return this;
  }

  /// An update for what is new in the item.
  public SampleAlerts developments(Alert.Development... developments) {
    revision =
        new Alert.Revision(
            Alert.Kind.UPDATE,
            2,
            List.of(Alert.UpdateReason.DEVELOPMENT),
            null,
            List.of(),
            List.of(developments));
    return this;
  }

  /// What kind of text the item is.
  public SampleAlerts form(ArticleForm form) {
    findings =
        new Alert.Findings(
            findings.topics(),
            findings.topicLabels(),
            findings.query(),
            findings.countries(),
            findings.codes(),
            findings.packs(),
            form);
    return this;
  }

  public SampleAlerts livePage() {
    return livePage(true);
  }

  public SampleAlerts livePage(boolean other) {
    livePage = other;
    return this;
  }

  public SampleAlerts revision(Alert.Revision other) {
    revision = other;
    return this;
  }

  /// The outlet of the item, and all that cover the story.
  public SampleAlerts outlets(Outlet first, List<Outlet> all) {
    outletOfItem = first;
    outlets = all.stream().map(Outlet::id).toList();
    outletNames = all.stream().map(Outlet::name).toList();
    return this;
  }

  /// When the outlet says that it published the item; by default it does not say.
  public SampleAlerts published(@Nullable Instant moment) {
    published = moment;
    return this;
  }

  public Alert build() {
    return new Alert(
        id == null ? Identity.alertId(recipient.subscription(), story) : id,
        revision,
        recipient,
        new Alert.Coverage(story, outlets, outletNames),
        new Alert.Source(
            item == null ? story : item,
            "v1",
            title,
            title,
            summary,
            url,
            outletOfItem.id(),
            outletOfItem.name(),
            livePage),
        findings,
        new Alert.Timeline(published, fetched, fetched, decided));
  }
}
