package org.vigie.admin.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a subscription would have found in the last days.
///
/// @param days how far back
/// @param articles number of articles of the archive in these days
/// @param matching number of those that match
/// @param alerts number of stories that would have alerted; null if too many articles match to say
/// @param alertsPerDay the same for a day
/// @param samples the newest that match, at most five
/// @param warnings what is odd about the subscription, in words
public record SubscriptionPreview(
    int days,
    long articles,
    long matching,
    @Nullable Integer alerts,
    @Nullable Double alertsPerDay,
    List<ArticleCard> samples,
    List<String> warnings) {}
