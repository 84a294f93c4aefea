/// Readings to items, to stories, to alerts: one exactly-once Kafka Streams application.
///
/// [StreamsRole] is the door of the live application, [Replay] runs a part of the archive through
/// the same topology beside it. `VigieTopology` shows the stages and their seams on one page; each
/// stage is a processor that keeps state and asks `org.vigie.analysis` what to do. Stages hand over
/// through Kafka topics of the catalogue, so that a later version can take over from this one
/// (`Takeover`).
@NullMarked
package org.vigie.streams;

import org.jspecify.annotations.NullMarked;
