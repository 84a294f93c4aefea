/// Kills processes of Vigie at moments drawn from a seed, and compares what they leave behind with
/// an undisturbed run.
///
/// [SyntheticNews] is synthetic news in a fixed order. [StepwiseFeedServer] publishes it step by
/// step and proceeds only once the poller has proved that the step before is stored in Kafka, so
/// that a disturbed run reads the same as an undisturbed one, however long its process was down.
/// [KillPlan] draws the moments of the kills, [ProcessKiller] executes them on a [VigieProcess].
/// [KafkaContents] is the content of Kafka afterwards, [DelayedWebhookReceiver] records the webhook
/// calls, and [GuaranteeCheck] checks the guarantees without any process or Kafka.
///
/// Two proofs of one round lie in [CrashRound]; [CrashRunsTest] has the long runs, [ShortCrashTest]
/// the short form of every build.
@NullMarked
package org.vigie.app.crash;

import org.jspecify.annotations.NullMarked;
