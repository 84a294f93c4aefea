/// Alerts on their way to people.
///
/// [Notifier] reads `vigie.alerts` and hands each alert to the [Sender] of every channel that the
/// newest version of its subscription names. What became of it is a delivery in the ledger,
/// `vigie.deliveries`. The order of acts is the guarantee: **send, record the outcome in the
/// ledger, commit the offset**. An alert is therefore sent at least once, always under the same
/// delivery id, and a delivery that has ended is never sent again.
///
/// The one window in which a crash repeats a send lies between the send and the acknowledgement of
/// its ledger record: the restart finds no outcome and sends again, under the same id.
///
/// A delivery that waits for another attempt lies on the ledger with its alert, which thereby
/// counts as dealt with. When it is due it is read back. Nothing is queued anywhere but in Kafka,
/// and a restart reads on where it was.
///
/// To add a channel: a [Sender] in a package of its own, and its line where the launcher lists the
/// senders.
@NullMarked
package org.vigie.notifier;

import org.jspecify.annotations.NullMarked;
