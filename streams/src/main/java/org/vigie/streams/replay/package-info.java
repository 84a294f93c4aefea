/// A replay: the same topology over a part of the archive, beside the live one, in Kafka topics of
/// its own.
@org.jspecify.annotations.NullMarked
package org.vigie.streams.replay;
