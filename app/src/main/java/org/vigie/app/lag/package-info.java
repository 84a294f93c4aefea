/// How far consumer groups are behind, in records and in time, for any group of any cluster.
///
/// [org.vigie.app.lag.LagMonitor] is the door. It reads the committed offsets first and the ends of
/// the partitions after them, so that a lag is never negative; the ends are those of committed
/// transactions. The age of what waits is read from the first record that waits, not interpolated,
/// so it is right on a quiet Kafka topic too, and the markers that transactions leave in the log
/// count for nothing. Whatever is not known is unknown, never 0.
@NullMarked
package org.vigie.app.lag;

import org.jspecify.annotations.NullMarked;
