/// Alerts on their way to people.
///
/// [Notifier] reads `vigie.alerts` and hands each alert to the [Sender] of every channel that the
/// newest version of its subscription names. What became of it is a delivery in the ledger,
/// `vigie.deliveries`. The order of acts is the guarantee: **send, record the outcome in the
/// ledger, commit the offset**. An alert is therefore sent at least once, always under the same
/// delivery id, and a delivery that has ended is never sent again.
///
/// The one window in which a crash repeats a send lies between the send and the acknowledgement of
/// its ledger record: the restart finds no outcome and sends again, under the same id. A restart
/// reads on from the lowest alert that is unfinished, and the ledger tells which of the alerts
/// after it have ended.
///
/// To add a channel: a [Sender] in a package of its own, and its line where the launcher lists the
/// senders.
@NullMarked
package org.vigie.notifier;

import org.jspecify.annotations.NullMarked;
