package org.vigie.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.vigie.app.crash.DelayedWebhookReceiver.Receipt;
import org.vigie.model.Alert;
import org.vigie.model.Delivery.Status;
import org.vigie.testkit.SampleAlerts;

/// The check of the crash runs finds faults.
class GuaranteeCheckTest {
  private static final KafkaContents WHOLE =
      new KafkaContents(
          List.of("a/1", "b/1"),
          Map.of("a", "version 1"),
          List.of("alert one", "alert two"),
          Map.of("d1", CrashRound.WEBHOOK, "d2", "console"),
          List.of(
              new KafkaContents.LedgerRecord("d1", Status.PENDING, at(1)),
              new KafkaContents.LedgerRecord("d1", Status.DELIVERED, at(10)),
              new KafkaContents.LedgerRecord("d2", Status.DELIVERED, at(11))),
          List.of());

  private static final Receipt FIRST = receipt("d1", "body", 9);

  @Test
  void acceptsARunThatWasNotDisturbed() {
    GuaranteeCheck check = check(WHOLE, List.of(FIRST), List.of());
    assertThat(check.isKept()).isTrue();
    assertThat(check.repeats()).isZero();
  }

  @Test
  void seesAMissingItem() {
    KafkaContents facts = with(WHOLE.alerts(), List.of("a/1"));
    assertThat(faults(facts, FIRST)).singleElement().asString().contains("missing item", "b/1");
  }

  @Test
  void seesADoubledItem() {
    KafkaContents facts = with(WHOLE.alerts(), List.of("a/1", "b/1", "b/1"));
    assertThat(faults(facts, FIRST)).singleElement().asString().contains("surplus item", "b/1");
  }

  @Test
  void seesADoubledAlert() {
    KafkaContents facts = with(List.of("alert one", "alert two", "alert two"), WHOLE.items());
    assertThat(faults(facts, FIRST)).singleElement().asString().contains("surplus alert", "two");
  }

  @Test
  void seesAStoryThatStandsOtherwise() {
    KafkaContents facts =
        new KafkaContents(
            WHOLE.items(),
            Map.of("a", "version 2"),
            WHOLE.alerts(),
            WHOLE.wanted(),
            WHOLE.ledger(),
            List.of());
    assertThat(faults(facts, FIRST)).hasSize(2).allMatch(fault -> fault.contains("story"));
  }

  @Test
  void seesADeliveryThatDidNotArriveOrDidNotEnd() {
    KafkaContents pending = withLedger(ledger -> List.of(ledger.getFirst(), ledger.getLast()));
    assertThat(faults(pending, FIRST)).singleElement().asString().contains("d1 pending");
    assertThat(check(WHOLE, List.of(), List.of()).faults())
        .singleElement()
        .asString()
        .contains("did not arrive", "d1");
  }

  @Test
  void allowsARepeatOfWhatWasInFlightAtAKill() {
    GuaranteeCheck check = check(WHOLE, List.of(receipt("d1", "body", 3), FIRST), List.of(at(5)));
    assertThat(check.faults()).isEmpty();
    assertThat(check.repeats()).isEqualTo(1);
  }

  @Test
  void refusesARepeatOfWhatTheLedgerKnew() {
    GuaranteeCheck check = check(WHOLE, List.of(FIRST, receipt("d1", "body", 30)), List.of(at(20)));
    assertThat(check.faults()).singleElement().asString().contains("the ledger had as delivered");
  }

  @Test
  void refusesARepeatWithoutAKill() {
    GuaranteeCheck check = check(WHOLE, List.of(receipt("d1", "body", 3), FIRST), List.of(at(15)));
    assertThat(check.faults()).singleElement().asString().contains("without a kill");
  }

  @Test
  void countsAnAttemptAfterARefusalAsNoRepeat() {
    Receipt refused = new Receipt("d1", FIRST.alert(), "body", false, at(3));
    GuaranteeCheck check = check(WHOLE, List.of(refused, FIRST), List.of());
    assertThat(check.faults()).isEmpty();
    assertThat(check.repeats()).isZero();
    assertThat(check(WHOLE, List.of(refused), List.of()).faults())
        .singleElement()
        .asString()
        .contains("did not arrive", "d1");
  }

  @Test
  void refusesARepeatUnderAnotherIdOrWithAnotherBody() {
    GuaranteeCheck other = check(WHOLE, List.of(receipt("d9", "body", 3), FIRST), List.of(at(5)));
    assertThat(other.faults())
        .anyMatch(fault -> fault.contains("receipt of no alert"))
        .anyMatch(fault -> fault.contains("under different ids"));
    GuaranteeCheck body = check(WHOLE, List.of(receipt("d1", "other", 3), FIRST), List.of(at(5)));
    assertThat(body.faults()).singleElement().asString().contains("another body");
  }

  private static List<String> faults(KafkaContents facts, Receipt receipt) {
    return check(facts, List.of(receipt), List.of()).faults();
  }

  private static GuaranteeCheck check(
      KafkaContents facts, List<Receipt> receipts, List<Instant> kills) {
    return GuaranteeCheck.evaluate(WHOLE, facts, CrashRound.WEBHOOK, receipts, kills);
  }

  private static KafkaContents with(List<String> alerts, List<String> items) {
    return new KafkaContents(
        items, WHOLE.stories(), alerts, WHOLE.wanted(), WHOLE.ledger(), WHOLE.rejected());
  }

  private static KafkaContents withLedger(UnaryOperator<List<KafkaContents.LedgerRecord>> change) {
    return new KafkaContents(
        WHOLE.items(),
        WHOLE.stories(),
        WHOLE.alerts(),
        new TreeMap<>(WHOLE.wanted()),
        new ArrayList<>(change.apply(WHOLE.ledger())),
        List.of());
  }

  private static Instant at(int second) {
    return Instant.parse("2026-03-01T08:00:00Z").plusSeconds(second);
  }

  private static Receipt receipt(String delivery, String body, int second) {
    Alert alert = SampleAlerts.alert().id("one").subscription("s").story("a").time(at(0)).build();
    return new Receipt(delivery, alert, body, true, at(second));
  }
}
