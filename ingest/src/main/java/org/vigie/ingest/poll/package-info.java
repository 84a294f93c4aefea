/// One poll of one feed, without Kafka. [FeedPoller#poll] is the whole of it: fetch, parse, propose
/// ids and compare with the known entries ([PolledEntries]), compute the feed's next state
/// ([FeedStateUpdate], with [PollSchedule], [EntryRate] and [PermanentRedirect]). The result is a
/// [Poll]: the readings, the feed's state that holds once the readings are written, and a
/// [PollReport] for people.
@NullMarked
package org.vigie.ingest.poll;

import org.jspecify.annotations.NullMarked;
