package org.vigie.notifier.delivery.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.model.HoldReason;

/// When an alert is to be told.
///
/// @param due when; what is held and due at the same time is told as one message
/// @param held why not at once; null for one that is told at once
public record Release(Instant due, @Nullable HoldReason held) {}
