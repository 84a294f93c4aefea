/// Delivers alerts to people.
///
/// [Notifier] reads `vigie.alerts` and passes each alert to the sender of every channel that the
/// newest version of its subscription names. The state of each delivery is on the ledger,
/// `vigie.deliveries`. The guarantee follows from the order of three steps: **send, record the
/// result on the ledger, commit the offset**. An alert is therefore sent at least once, always
/// under the same delivery id, and a delivery that has ended is never sent again.
///
/// A crash can repeat a send only between the send and the acknowledgement of its ledger record:
/// the restarted notifier finds no result and sends again, under the same id.
///
/// A delivery that waits for another attempt is on the ledger with its alert, so the alert is
/// finished and its offset can be committed. The delivery is read back when it is due. All queues
/// that must survive are in Kafka, and a restart continues from there.
///
/// A delivery that is held waits there too. What is due for one channel at one time is told by a
/// message: a record of the ledger that names its members before it is attempted, and never
/// changes. It is sent again like a delivery, and its members end with it.
///
/// The stages are in `delivery`, the channels in `channel`, the texts of messages in `render`.
@NullMarked
package org.vigie.notifier;

import org.jspecify.annotations.NullMarked;
