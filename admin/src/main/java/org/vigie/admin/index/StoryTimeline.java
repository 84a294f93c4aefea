package org.vigie.admin.index;

import java.util.List;

/// A story and all that is known of it.
///
/// @param story as a list shows it
/// @param articles in the order in which they could be read
/// @param alerts that were raised of it, the oldest first
public record StoryTimeline(
    StoryCard story, List<ArticleHistory> articles, List<AlertNotice> alerts) {}
