/// Feeds and archives to readings: what the press publishes, as it is met, on its way into the
/// Kafka topic `vigie.readings`. Ingest proposes ids and never decides what is new: that is the
/// accept stage's.
@NullMarked
package org.vigie.ingest;

import org.jspecify.annotations.NullMarked;
