/// The lag of consumer groups, in records and in time, for any group of any cluster.
///
/// [org.vigie.admin.lag.LagMonitor] is the entry point. It reads the committed offsets first and
/// the end offsets of the partitions after them, so that a lag is never negative; the end offsets
/// are the last stable ones (read committed). The age of the backlog is the age of the first unread
/// record, read from Kafka and not interpolated, so that it is right on an idle Kafka topic too,
/// and transaction markers do not count. A value that is not known is reported as unknown, never as
/// 0.
@NullMarked
package org.vigie.admin.lag;

import org.jspecify.annotations.NullMarked;
