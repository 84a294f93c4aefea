package org.vigie.admin.index;

import org.jspecify.annotations.Nullable;

/// How far the index follows Kafka.
///
/// @param complete whether it has been at the end of Kafka since its start
/// @param done number of records read since its start
/// @param total number of offsets that were unread at its start
/// @param articles number of articles in it
/// @param stories number of stories in it
/// @param alerts number of alerts in it
/// @param bytes on disk
/// @param problem why it does not follow Kafka now, in words; null if it does
public record IndexProgress(
    boolean complete,
    long done,
    long total,
    long articles,
    long stories,
    long alerts,
    long bytes,
    @Nullable String problem) {}
