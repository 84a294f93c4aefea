/// From readings to items, stories and alerts: one exactly-once Kafka Streams application.
///
/// [StreamsRole] is the entry point of the live application; [Replay] runs a range of the archive
/// through the same topology in a separate application. `VigieTopology` lists the stages and the
/// Kafka topics between them. Each stage is a processor that keeps state and calls
/// `org.vigie.analysis` for its decisions. Stages pass records on through Kafka topics of the
/// catalogue, so that a later version of the topology can take over from this one (`Takeover`).
@NullMarked
package org.vigie.streams;

import org.jspecify.annotations.NullMarked;
