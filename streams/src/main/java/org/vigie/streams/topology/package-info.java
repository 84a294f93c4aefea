/// The topology as a value with named nodes, its Kafka Streams configuration, and what happens to
/// records that cannot be read, processed or written (dead letters).
@org.jspecify.annotations.NullMarked
package org.vigie.streams.topology;
