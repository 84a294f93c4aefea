/// Groups items that report the same event.
///
/// The entry point is [StoryAssigner]: it takes every decision in order and returns the story of
/// the item. The assignment is sticky: an edit stays in its story.
///
/// An item is reduced to an [ArticleExcerpt], from which `FeatureExtractor` extracts a
/// `ArticleFeatures`: features (stems, names, actors and event types) and the numbers that
/// distinguish one of a series from the next. `StoryWindow` indexes the stories that may still be
/// joined by their features and finds those that share the most weight. `StoryMatcher` decides:
/// same link, else same headline, else the largest `ArticleSimilarity` if it exceeds the threshold
/// of `AdaptiveThreshold`, unless a rule keeps the two apart. `SourceResolver` resolves the source
/// of an article.
///
/// The window is built from [StoryTrace]s alone; its answers depend only on them and their order.
/// The tables (`actors.txt`, `happenings.txt`, `labels.txt`, `unheard.txt`, `rarity.txt`,
/// `agencies.txt`, `families.txt`) are data: a change affects later assignments and no stored
/// state.
@NullMarked
package org.vigie.analysis.story;

import org.jspecify.annotations.NullMarked;
