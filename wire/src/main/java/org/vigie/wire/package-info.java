/// How the model travels through Kafka: the [Catalogue] of Kafka topics, their values as JSON with
/// CloudEvents headers, and the settings of clients ([KafkaConnection]).
///
/// A Kafka topic is read by [TopicScan] (to its present end, or on and on) and kept in memory by
/// [TopicTable]; [TopicWriter] writes values, [DeadLetters] the records that cannot be used.
/// [Deadline] waits for conditions.
///
/// Values are strict on write and tolerant on read: an unknown field is ignored, a missing list is
/// empty, and the `ce_type` header holds the version of the form. [Json] and [JsonLines] load no
/// Kafka class, so that filters start at once.
@NullMarked
package org.vigie.wire;

import org.jspecify.annotations.NullMarked;
