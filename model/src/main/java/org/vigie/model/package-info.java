/// The domain model as records and sealed types: feed, reading, item, topic match, story,
/// subscription, alert, delivery.
///
/// A record that exists is valid: compact constructors check their arguments and copy collections.
/// Every type is immutable and safe to share between threads, except the builder
/// [FeedStateBuilder]. The package does no I/O and needs only the JDK. [Identity] holds the rules
/// by which ids are derived.
///
/// The names of record components and the words of enums are the JSON form: records stored in Kafka
/// and the output of commands depend on them.
@NullMarked
package org.vigie.model;

import org.jspecify.annotations.NullMarked;
