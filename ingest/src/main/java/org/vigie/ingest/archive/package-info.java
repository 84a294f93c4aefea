/// Turns history into readings: [ArchiveReader] reads folders and tars of feed snapshots,
/// plain-text articles and JSON Lines without Kafka, [Importer] publishes the readings.
@NullMarked
package org.vigie.ingest.archive;

import org.jspecify.annotations.NullMarked;
