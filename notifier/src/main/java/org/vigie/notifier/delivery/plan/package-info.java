/// Plans when an alert is told and what is left to tell of alerts that were held: pure functions of
/// what they are given, without a clock. [ReleasePlanner] says when, by the local times of
/// [ReleaseTimes]; [StoryUpdates] says what.
@NullMarked
package org.vigie.notifier.delivery.plan;

import org.jspecify.annotations.NullMarked;
