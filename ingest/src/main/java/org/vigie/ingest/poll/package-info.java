/// One poll of one feed, without Kafka: [Poller] fetches, parses and proposes ids; [Schedule]
/// computes the time of the next poll. The result is a [Poll]: the readings, the feed's state that
/// holds once the readings are written, and an [Account] of the poll for people.
@NullMarked
package org.vigie.ingest.poll;

import org.jspecify.annotations.NullMarked;
