/// One poll of one feed, without Kafka: [Poller] fetches, reads and names; [Schedule] says when to
/// come again. What it returns is a [Poll]: the readings, and the facts about the feed that hold
/// once the readings are safe, and an [Account] of how it went for a person who asks.
@NullMarked
package org.vigie.ingest.poll;

import org.jspecify.annotations.NullMarked;
