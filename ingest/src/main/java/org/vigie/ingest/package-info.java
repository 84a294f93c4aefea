/// Turns feeds and archives into readings in the Kafka topic `vigie.readings`. Ingest proposes item
/// ids and never decides what is new: the accept stage does.
///
/// [Ingester] is the role: it starts and stops the loop and assesses its health. [PollLoop] keeps
/// the table of requested feeds and feed states ([FeedTable]) and this ingester's share of the
/// feeds ([FeedAssignment]). [FeedScheduler] starts the polls of due feeds ([FeedSlot]) on virtual
/// threads. [PollWriter] sends the readings of a poll, waits until Kafka has acknowledged all of
/// them, and only then sends the feed's state. A crash in between repeats readings and loses none.
@NullMarked
package org.vigie.ingest;

import org.jspecify.annotations.NullMarked;
