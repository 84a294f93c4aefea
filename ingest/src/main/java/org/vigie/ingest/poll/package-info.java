/// One poll of one feed, without Kafka: [FeedPoller] fetches, parses and proposes ids;
/// [PollSchedule]
/// computes the time of the next poll. The result is a [Poll]: the readings, the feed's state that
/// holds once the readings are written, and an [PollReport] of the poll for people.
@NullMarked
package org.vigie.ingest.poll;

import org.jspecify.annotations.NullMarked;
