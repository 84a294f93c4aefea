/// History to readings: [ArchiveReader] reads folders and tars of feed snapshots, plain-text
/// articles and JSON Lines without Kafka, [Importer] publishes what it reads.
@NullMarked
package org.vigie.ingest.archive;

import org.jspecify.annotations.NullMarked;
