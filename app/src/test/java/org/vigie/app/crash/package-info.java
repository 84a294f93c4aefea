/// Kills processes of Vigie at moments drawn from a seed, and holds what they leave behind against
/// a run that nobody disturbed.
///
/// [News] is what the invented press says, in which order. [StepPress] shows it step by step and
/// goes on only once the poller has proved that the step before is safe in Kafka, so that a killed
/// run reads the same as an undisturbed one, however long it was away. [Plan] draws the moments,
/// [Assassin] carries them out on a [VigieProcess]. [Facts] are what Kafka holds afterwards,
/// [Receiver] is the subscriber who writes down what reaches him, and [Verdict] says whether the
/// guarantees were kept; it knows no process and no Kafka.
///
/// Two proofs of one round lie in [Round]; [CrashRunsTest] are the long runs, [ShortCrashTest] is
/// the short form of every build.
@NullMarked
package org.vigie.app.crash;

import org.jspecify.annotations.NullMarked;
